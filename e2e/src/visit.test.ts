import { apiPaths } from '@maillage/domain/api/paths.ts';
import { figureDefinition } from '@maillage/domain/figures/figure.ts';
import { communeListItem } from '@maillage/domain/territories/portrait.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { launchBrowser } from './browser.ts';
import { type RunningApp, startApp } from './start-app.ts';

// A visitor of the fictional Département, with a mouse, then with the keyboard alone.
let app: RunningApp;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [app, browser] = await Promise.all([startApp(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});
beforeEach(async () => {
  page = await browser.newPage({ locale: 'fr-FR', viewport: { width: 1280, height: 800 } });
});
afterEach(() => page.close());

test('the atlas opens on a sentence with a live figure, and says that the Département is fictional', async () => {
  await page.goto(app.address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expect.poll(() => page.getByRole('main').innerText()).toMatch(/\d/);
  expect(await page.locator('body').innerText()).toMatch(/fictif/i);
});

test('the address of another figure opens the atlas on it', async () => {
  const definitions = z.array(figureDefinition).parse(await getJson(apiPaths.figures(app.runId)));
  const [first, last] = [definitions[0]!, definitions.at(-1)!];
  await page.goto(`${app.address}/atlas/${encodeURIComponent(first.id)}`);
  const firstAnswer = await readMain();
  await page.goto(`${app.address}/atlas/${encodeURIComponent(last.id)}`);
  await expect.poll(readMain).not.toBe(firstAnswer);
});

test('a commune is found by the first letters of its name, and its portrait opens', async () => {
  const [, commune] = z.array(communeListItem).parse(await getJson(apiPaths.communes(app.runId)));
  await page.goto(app.address);
  const search = page.getByRole('combobox', { name: /commune/i }).or(page.getByRole('searchbox', { name: /commune/i }));
  await search.first().fill(commune!.name.slice(0, 6));
  await page
    .getByRole('option', { name: new RegExp(commune!.code) })
    .first()
    .click();
  await page.waitForURL(`**/commune/${commune!.code}*`);
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain(commune!.name);
});

test('with the keyboard alone, a figure opens to its provenance, and Escape closes it', async () => {
  await page.goto(app.address);
  const button = page.getByRole('button', { name: /d’où vient ce chiffre/i }).first();
  await button.focus();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog');
  await drawer.waitFor();
  await expect.poll(() => drawer.innerText()).toMatch(/source/i);
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'hidden' });
});

test('the table that doubles the map sorts by its name column, both ways', async () => {
  await page.goto(app.address);
  const table = page.getByRole('table').or(page.getByRole('grid')).first();
  if (!(await table.isVisible()))
    await page
      .getByRole('tab', { name: /tableau/i })
      .or(page.getByRole('button', { name: /tableau/i }))
      .first()
      .click();
  const header = table.getByRole('columnheader', { name: /commune|nom/i }).first();
  await header.waitFor();
  await sortBy(header);
  const ascending = await header.getAttribute('aria-sort');
  await sortBy(header);
  expect(new Set([ascending, await header.getAttribute('aria-sort')])).toEqual(new Set(['ascending', 'descending']));
});

test('« Données » lists the official sources, each with its producer and licence', async () => {
  await page.goto(app.address);
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /données/i })
    .first()
    .click();
  await page.waitForURL('**/donnees');
  await expect.poll(readMain).toMatch(/INSEE/i);
  expect(await readMain()).toMatch(/licence ouverte/i);
});

test('« Méthode » shows the notes behind the figures', async () => {
  await page.goto(app.address);
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /méthode/i })
    .first()
    .click();
  await page.waitForURL('**/methode**');
  await expect.poll(readMain).toMatch(/limites/i);
});

const readMain = () => page.getByRole('main').innerText();

async function sortBy(header: ReturnType<Page['getByRole']>): Promise<void> {
  const button = header.getByRole('button');
  await ((await button.count()) > 0 ? button.first() : header).click();
}

async function getJson(path: string): Promise<unknown> {
  const answer = await fetch(app.address + path);
  expect(answer.status).toBe(200);
  return answer.json();
}
