import { QueryClient } from '@tanstack/react-query';
import { renderToString } from 'react-dom/server';
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from 'react-router';
import { giveFirstAnswers } from './first-answers.ts';
import { PageProviders } from './PageProviders.tsx';
import { PAGE_ROUTES } from './router.tsx';

/** The figure of the address « / ». */
export { DEFAULT_FIGURE_ID } from './atlas/figure-choice.ts';

/**
 * A page of the atlas as HTML, by the same components as in the browser: the reader has the sentence before any script has run.
 * `path`: `/` or `/atlas/FIGURE`. Same answers, same text.
 */
export async function drawFirstPage(path: string, answers: Parameters<typeof giveFirstAnswers>[1]): Promise<string> {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false, gcTime: Infinity } } });
  giveFirstAnswers(queryClient, answers);
  const handler = createStaticHandler(PAGE_ROUTES);
  const context = await handler.query(new Request(`http://localhost${path}`));
  if (context instanceof Response) throw new Error(`Adresse sans page : ${path}`);
  return renderToString(
    <PageProviders queryClient={queryClient}>
      <StaticRouterProvider router={createStaticRouter(handler.dataRoutes, context)} context={context} hydrate={false} />
    </PageProviders>,
  );
}
