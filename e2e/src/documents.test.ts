import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type RunningApp, startApp } from './start-app.ts';

let app: RunningApp;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  [app, browser] = await Promise.all([startApp(), launchBrowser()]);
  page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

const area = () => page.getByRole('textbox', { name: /^Texte/ });

test('an agent starts from the automatic text, adds a figure found by its words, and finds all of it again later', async () => {
  await page.goto(`${app.address}/documents`);
  await page.getByRole('link', { name: 'Rédiger : Diagnostic' }).click();
  await page.getByRole('button', { name: 'Partir de ce texte' }).click();
  await area().focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\n\nEn 2024, ');
  // By the keyboard alone: search, then insert where the text was being written.
  await page.getByRole('searchbox', { name: 'Chercher par ses mots' }).fill('habitants proximite');
  await page
    .getByRole('button', { name: /^Insérer / })
    .first()
    .press('Enter');
  expect(await area().inputValue()).toMatch(/En 2024, \{\{[^{}]+\}\}$/);
  await page.getByRole('button', { name: 'Une date, un code (2024)' }).press('Enter');
  expect(await area().inputValue()).toMatch(/En \[\[2024\]\], \{\{[^{}]+\}\}$/);
  await page.getByText(/^Enregistré à \d\d:\d\d$/).waitFor();
  const written = await area().inputValue();
  await page.reload();
  await area().waitFor();
  expect(await area().inputValue()).toBe(written);
});

test('two people who write the same section lose nothing: the second sees both texts', async () => {
  const other = await browser.newPage();
  await other.goto(page.url());
  const theirs = other.getByRole('textbox', { name: /^Texte/ });
  await theirs.waitFor();
  await area().fill('Le texte du premier.');
  await page.getByText(/^Enregistré à/).waitFor();
  await theirs.fill('Le texte du second.');
  const notice = other.getByRole('alert');
  await notice.getByText('Le texte du premier.').waitFor();
  expect(await notice.textContent()).toContain('Le texte du second.');
  await notice.getByRole('button', { name: 'Enregistrer mon texte' }).click();
  await other.getByText(/^Enregistré à/).waitFor();
  await other.close();
});

test('the page gives the document in the form that is asked for, with what was written', async () => {
  await page.goto(`${app.address}/documents`);
  await page.getByRole('button', { name: 'Page : Synthèse' }).click();
  const link = page.getByRole('link', { name: /^Télécharger \(page\)/ });
  await link.waitFor({ timeout: 60_000 });
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toMatch(/^synthese-.*\.html$/);
});
