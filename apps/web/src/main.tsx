import './api/schemas-without-eval.ts';
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import './ui/tokens.css';
import './ui/base.css';
import './ui/controls.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { ApiFailure } from './api/client.ts';
import { latestRunQuery } from './api/queries.ts';
import { createPagesRouter } from './router.tsx';

const queryClient = new QueryClient({ defaultOptions: { queries: { retry: isWorthRetrying, refetchOnWindowFocus: false } } });

/** A refusal stays one; a server that does not answer is asked once more. */
function isWorthRetrying(failureCount: number, error: Error): boolean {
  return failureCount < 1 && error instanceof ApiFailure && error.code === 'unreachable';
}

// Asked before the first drawing: the page waits for it in any case.
void queryClient.prefetchQuery(latestRunQuery);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <I18nProvider locale="fr-FR">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={createPagesRouter()} />
      </QueryClientProvider>
    </I18nProvider>
  </StrictMode>,
);
