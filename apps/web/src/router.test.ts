import { matchRoutes, type RouteObject } from 'react-router';
import { expect, test } from 'vitest';
import { listSitePages, type SiteSubjects } from '../../../e2e/src/site-pages.ts';
import { PAGE_ROUTES } from './router.tsx';

const subjects: SiteSubjects = {
  commune: {
    ...{ code: '99001', name: 'Aubeville', epciCode: '200000001', epciName: 'Pays d’Aubeville', populationCount: 6000 },
    ...{ lon: 2, lat: 50, centreLevel: 1, attractedTo: null },
  },
  quarterCode: 'QN00001M',
  maps: [],
};

test('every page of the site is among those that the gallery takes and that visitors of the tests open', () => {
  const opened = Object.values(listSitePages(subjects)).map((address) => {
    const leaf = matchRoutes(PAGE_ROUTES, new URL(address, 'http://site').pathname)?.at(-1);
    return pathOf(leaf?.route);
  });
  const declared = PAGE_ROUTES.flatMap(({ children = [] }) => children.map(pathOf));
  expect(declared.length).toBeGreaterThan(30);
  expect(declared.filter((path) => !opened.includes(path))).toEqual([]);
});

const pathOf = (route: RouteObject | undefined): string => route?.path ?? '(première page)';
