import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import './ui/tokens.css';
import './ui/base.css';
import './ui/controls.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { z } from 'zod';
import { latestRunQuery } from './api/queries.ts';
import { createPagesRouter } from './router.tsx';

// Compiled schemas need `new Function`, which the site's content security policy refuses.
z.config({ jitless: true });

const queryClient = new QueryClient({ defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false } } });

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
