import { QueryClient } from '@tanstack/react-query';
import { renderToString } from 'react-dom/server';
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from 'react-router';
import { collectFirstAnswers, FIRST_ANSWERS_ID, giveFirstAnswers } from './first-answers.ts';
import { PageProviders } from './PageProviders.tsx';
import { PAGE_ROUTES } from './router.tsx';

/** The figure of the address « / ». */
export { DEFAULT_FIGURE_ID } from './atlas/figure-choice.ts';

/**
 * A page of the atlas as HTML, by the same components as in the browser, and the script element that holds the answers it was drawn
 * with: the reader has the sentence before any script has run. `path`: `/` or `/atlas/FIGURE`. Same answers, same text.
 */
export async function drawFirstPage(
  path: string,
  answers: Parameters<typeof collectFirstAnswers>[0],
): Promise<{ markup: string; answers: string }> {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false, gcTime: Infinity } } });
  const first = collectFirstAnswers(answers);
  giveFirstAnswers(queryClient, first);
  const handler = createStaticHandler(PAGE_ROUTES);
  const context = await handler.query(new Request(`http://localhost${path}`));
  if (context instanceof Response) throw new Error(`Adresse sans page : ${path}`);
  const markup = renderToString(
    <PageProviders queryClient={queryClient}>
      <StaticRouterProvider router={createStaticRouter(handler.dataRoutes, context)} context={context} hydrate={false} />
    </PageProviders>,
  );
  // A closing tag in a name would end the element: no « < » is left.
  const data = JSON.stringify(first).replaceAll('<', '\\u003c');
  return { markup, answers: `<script type="application/json" id="${FIRST_ANSWERS_ID}">${data}</script>` };
}
