import { useRouteError } from 'react-router';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';

/** The last net: a page that failed to draw still says what to do. */
export function PageError() {
  return (
    <main className="page">
      <ErrorNotice error={useRouteError()} onRetry={() => location.reload()} isPage />
    </main>
  );
}
