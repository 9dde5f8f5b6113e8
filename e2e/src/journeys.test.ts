import { gzipSync } from 'node:zlib';
import { apiPaths } from '@maillage/domain/api/paths.ts';
import { communeListItem } from '@maillage/domain/territories/commune-list.ts';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { declareCommonJourneys, prepareVisit } from './common-journeys.ts';

// What people come for in the fictional Département, from beginning to end; everything is found by its role and its name.
const visit = prepareVisit();
const text = async () => (await visit.page.getByRole('main').innerText()).replace(/[\u00a0\u202f]/g, ' ');

declareCommonJourneys(visit, { isReal: false });

test('choose other classes, then drag their limits with the keyboard: the legend follows', async () => {
  await visit.page.goto(`${visit.app.address}/atlas/range-minutes.superior`);
  await visit.page.getByText('Régler la carte').click();
  const legend = visit.page.getByRole('table', { name: /Temps d’accès/ }).first();
  const before = await legend.innerText();
  await visit.page.getByLabel('Classes', { exact: true }).selectOption('quantiles');
  await expect.poll(() => legend.innerText()).not.toBe(before);
  const quantiles = await legend.innerText();
  await visit.page.getByRole('slider', { name: 'Limite 2 sur 4' }).press('ArrowRight');
  await expect.poll(() => legend.innerText()).not.toBe(quantiles);
  expect(visit.page.url()).toContain('bornes=');
});

test('isochrones from a commune: bands that count people, the communes reached in a table, then from elsewhere by a click', async () => {
  const [commune] = z.array(communeListItem).parse(await visit.getJson(apiPaths.communes(visit.app.runId)));
  await visit.page.goto(`${visit.app.address}/atlas/range-minutes.proximity?commune=${commune!.code}`);
  await visit.page.getByRole('button', { name: /^Isochrones/ }).click();
  const legend = visit.page.getByRole('table', { name: /Par la route, en voiture/ });
  await expect.poll(() => legend.innerText()).toMatch(/jusqu’à 5\smin/);
  const reached = visit.page.getByRole('table', { name: /Communes atteintes en 30\sminutes/ });
  await expect.poll(() => reached.getByRole('row').nth(1).innerText()).toContain(commune!.name);
  await visit.page.locator('.commune-map[data-bands="5"]').waitFor();
  const before = await legend.innerText();
  await visit.page.locator('.commune-map').scrollIntoViewIfNeeded();
  const box = (await visit.page.locator('.commune-map').boundingBox())!;
  await visit.page.mouse.click(box.x + box.width / 2 + 60, box.y + box.height / 2 + 60);
  await expect.poll(() => visit.page.url()).toMatch(/isochrone=-?[\d.]+(%3B|;)/);
  await expect.poll(() => legend.innerText()).not.toBe(before);
  await visit.page.getByRole('button', { name: 'Revenir à la carte' }).click();
  await visit.page
    .getByRole('table', { name: /Temps d’accès/ })
    .first()
    .waitFor();
});

test('circles as large as people are many, and the dense part enlarged: the address opens the same view', async () => {
  await visit.page.goto(`${visit.app.address}/atlas/range-minutes.proximity`);
  await visit.page.getByRole('button', { name: 'Cercles selon la population' }).press('Enter');
  await visit.page.locator('.commune-map[data-cartogram="true"]').waitFor();
  await visit.page.getByRole('button', { name: /^Agrandir la zone dense/ }).press('Enter');
  expect(visit.page.url()).toMatch(/vue=cercles/);
  await visit.page.reload();
  await visit.page.locator('.commune-map[data-cartogram="true"]').waitFor();
  expect(await visit.page.getByRole('button', { name: /^Agrandir la zone dense/ }).getAttribute('aria-pressed')).toBe('true');
});

test('around me, on a telephone: a commune, a theme, places with their minutes', async () => {
  await visit.page.setViewportSize({ width: 360, height: 740 });
  const [commune] = z.array(communeListItem).parse(await visit.getJson(apiPaths.communes(visit.app.runId)));
  await visit.page.goto(`${visit.app.address}/autour-de-moi`);
  await visit.page.getByRole('combobox', { name: 'Ma commune' }).fill(commune!.name);
  await visit.page.getByRole('option').filter({ hasText: commune!.code }).click();
  await visit.page.getByLabel('Je cherche').selectOption({ label: 'Santé' });
  const pharmacies = visit.page.getByRole('group').filter({ hasText: 'Pharmacie' });
  await pharmacies.getByText('Pharmacie', { exact: true }).click();
  await expect.poll(() => pharmacies.getByRole('listitem').count()).toBeGreaterThan(0);
  expect(await text()).toMatch(/\d+ min/);
});

test('at a front desk: from the commune of the person to a place that helps, its hours, its telephone and its minutes', async () => {
  const communes = z.array(communeListItem).parse(await visit.getJson(apiPaths.communes(visit.app.runId)));
  const [commune] = communes.toSorted((a, b) => (b.populationCount ?? 0) - (a.populationCount ?? 0));
  await visit.page.goto(`${visit.app.address}/autour-de-moi?commune=${commune!.code}`);
  await visit.page.getByLabel('Je cherche').selectOption({ label: 'Solidarités et action sociale' });
  await visit.page.getByRole('heading', { name: /^Solidarités et action sociale autour/ }).waitFor();
  // The desk has no time for a mouse: each service opens with a key.
  const services = visit.page.getByRole('main').locator('details');
  await expect.poll(() => services.count()).toBeGreaterThan(2);
  for (const service of await services.all())
    if ((await service.getAttribute('open')) === null) await service.locator('summary').press('Enter');
  const places = (await services.getByRole('listitem').allInnerTexts()).map((told) => told.replace(/[\u00a0\u202f]/g, ' '));
  for (const told of places) expect(told).toMatch(/\d min[\s\S]* km[\s\S]*·/);
  // Hours and telephone where a source gives them, and told as missing where none does.
  expect(places.join('\n')).toMatch(/\d ?h|\d\d:\d\d/);
  for (const told of places) expect(told).toMatch(/\d ?h|\d\d:\d\d|horaires non renseignés/);
  expect(await services.getByRole('link').first().getAttribute('href')).toMatch(/^tel:\d+/);
});

test('an elected official: my commune in words, my intercommunality beside another, and what the plan does for us', async () => {
  const communes = z.array(communeListItem).parse(await visit.getJson(apiPaths.communes(visit.app.runId)));
  const mine = communes.find(({ populationCount, epciCode }) => (populationCount ?? 0) > 1000 && epciCode !== null)!;
  await visit.page.goto(`${visit.app.address}/commune`);
  await visit.page.getByRole('combobox', { name: 'Chercher une commune' }).fill(mine.name);
  await visit.page.getByRole('option').filter({ hasText: mine.code }).click();
  await expect.poll(() => visit.page.getByRole('heading', { level: 1 }).innerText()).toContain(mine.name);
  expect(await text()).toMatch(/On y est en moyenne à .* min des services de proximité/);
  await visit.page.goto(`${visit.app.address}/territoire/epci/${mine.epciCode}`);
  const other = visit.page.getByLabel('Comparer avec');
  const labels = () => other.locator('option').allInnerTexts();
  await expect.poll(async () => (await labels()).length).toBeGreaterThan(3);
  const label = (await labels()).find((one) => /^C[AC]\b/.test(one))!;
  await other.selectOption({ label });
  await expect.poll(text).toContain(`Comparé à : ${label.replace(/[\u00a0\u202f]/g, ' ')}`);
  await visit.page.goto(`${visit.app.address}/plan`);
  await visit.page.getByRole('combobox', { name: 'Qui concernent une commune' }).fill(mine.name);
  await visit.page.getByRole('option').filter({ hasText: mine.code }).click();
  await expect.poll(text).toMatch(/\d+ fiches? sur 47 qui concernent/);
});

/** Opens a drawn page whose scripts come once `act` is done, not before. */
async function actBeforeLife(path: string, act: () => Promise<unknown>): Promise<void> {
  let release = (): void => undefined;
  const isDone = new Promise<void>((resolve) => {
    release = resolve;
  });
  await visit.page.route('**/assets/*.js', async (route) => {
    await isDone;
    await route.continue();
  });
  await visit.page.goto(visit.app.address + path, { waitUntil: 'commit' });
  await act();
  release();
}

test('a button pressed before the page lives answers once it does', async () => {
  await actBeforeLife('/atlas/range-minutes.proximity', async () => {
    await visit.page.getByRole('button', { name: 'Cercles selon la population' }).click();
    expect(visit.page.url()).not.toMatch(/vue=cercles/);
  });
  await visit.page.waitForURL(/vue=cercles/);
});

test('colours chosen before the page lives are kept, and the next page comes in them', async () => {
  const theme = () => visit.page.evaluate<string | undefined>('document.documentElement.dataset.theme');
  const list = visit.page.getByRole('combobox', { name: 'Couleurs' });
  await actBeforeLife('/', () => list.selectOption('dark'));
  await expect.poll(theme).toBe('dark');
  expect(await list.inputValue()).toBe('dark');
  for (const path of ['/', '/donnees']) {
    // Written by the server: there before any script.
    const answer = await visit.page.goto(visit.app.address + path);
    expect(await answer!.text()).toContain('<html lang="fr" data-theme="dark">');
    await expect.poll(() => list.inputValue()).toBe('dark');
  }
  await list.selectOption('system');
  expect(await (await visit.page.goto(visit.app.address))!.text()).toContain('<html lang="fr">');
});

test('the first page asks for nothing but its letters before it is shown; then for less than 170 kB, the map apart', async () => {
  const html = await (await fetch(visit.app.address)).text();
  const asked = [...html.matchAll(/<(?:script|link)[^>]* (?:src|href)="(\/[^"]+\.(?:js|css|woff2))"/g)].map(([, path]) => path!);
  expect(asked.map((path) => path.replace(/^\/assets\/|-[\w-]{8}(?=\.)/g, ''))).toEqual([
    'atkinson-hyperlegible-next-latin-wght-normal.woff2',
  ]);
  const scripts = [...html.matchAll(/\/[\w./-]+\.js/g)].map(([path]) => path);
  expect(scripts.length).toBeGreaterThan(10);
  const sizes = await Promise.all(
    scripts.map(async (path) => gzipSync(new Uint8Array(await (await fetch(visit.app.address + path)).arrayBuffer())).length),
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(170_000);
});

test.each(['/', '/commune', '/autour-de-moi', '/cartes', '/besoins', '/zones-grises'])(
  'at four times its size, %s still reads in one column, without scrolling sideways',
  async (path) => {
    await visit.page.setViewportSize({ width: 320, height: 256 });
    await visit.page.goto(visit.app.address + path, { waitUntil: 'networkidle' });
    expect(await visit.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  },
);
