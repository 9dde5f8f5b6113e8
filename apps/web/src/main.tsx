import './api/schemas-without-eval.ts';
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import './ui/tokens.css';
import './ui/base.css';
import './ui/controls.css';
import { QueryClient } from '@tanstack/react-query';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { ApiFailure } from './api/client.ts';
import { latestRunQuery } from './api/queries.ts';
import { askFirstAnswers, readDrawnFrom } from './first-answers.ts';
import { PageProviders } from './PageProviders.tsx';
import { createPagesRouter } from './router.tsx';

const queryClient = new QueryClient({ defaultOptions: { queries: { retry: isWorthRetrying, refetchOnWindowFocus: false } } });

/** A refusal stays one; a server that does not answer is asked once more. */
function isWorthRetrying(failureCount: number, error: Error): boolean {
  return failureCount < 1 && error instanceof ApiFailure && error.code === 'unreachable';
}

const root = document.getElementById('root')!;
const pages = (
  <PageProviders queryClient={queryClient}>
    <RouterProvider router={createPagesRouter()} />
  </PageProviders>
);
const drawnFrom = readDrawnFrom(root);
if (drawnFrom === null) {
  // Asked before the first drawing: the page waits for it in any case.
  void queryClient.prefetchQuery(latestRunQuery);
  createRoot(root).render(pages);
} else {
  void askFirstAnswers(queryClient, drawnFrom).then((areThose) => {
    if (areThose) hydrateRoot(root, pages);
    else createRoot(root).render(pages);
    root.dispatchEvent(new Event('alive')); // public/after-first-paint.js
  });
}
