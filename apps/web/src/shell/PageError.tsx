import { useRouteError } from 'react-router';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { usePageTitle } from '../ui/page-title.ts';

/** The last net: a page that failed to draw still says what to do. */
export function PageError() {
  usePageTitle('Erreur');
  return (
    <main className="page">
      <ErrorNotice error={useRouteError()} onRetry={() => location.reload()} isPage />
    </main>
  );
}
