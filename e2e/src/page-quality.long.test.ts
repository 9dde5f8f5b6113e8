import { apiPaths } from '@maillage/domain/api/paths.ts';
import { territoryListItem } from '@maillage/domain/territories/territory-portrait.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { launchBrowser } from './browser.ts';
import { findBarriers } from './find-barriers.ts';
import { listSitePages, readSiteSubjects } from './site-pages.ts';
import { type RunningApp, startApp } from './start-app.ts';

/** Sixty pages, some with a map drawn without a graphics card. */
const SLOW_TEST_MS = 900_000;
const LARGE_SCREEN = { width: 1280, height: 800 };

let app: RunningApp;
let browser: Browser;
let addresses: string[];

beforeAll(async () => {
  [app, browser] = await Promise.all([startApp(), launchBrowser()]);
  addresses = Object.values(listSitePages(await readSiteSubjects(app))).map((path) => app.address + path);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

interface Look {
  address: string;
  title: string;
  barriers: string[];
  errors: string[];
  strangers: string[];
}

/** Opens each address once, on a large screen in both themes then on a telephone, and keeps what a careful visitor would notice. */
async function lookAtPages(): Promise<Look[]> {
  const looks: Look[] = [];
  const waiting = [...addresses];
  // Three visitors, each in a tab that goes from page to page: each waits most of its time for the network to be quiet.
  const visit = async () => {
    const visitor = await openVisitor();
    for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) looks.push(await visitor.lookAt(address));
    await visitor.leave();
  };
  await Promise.all([visit(), visit(), visit()]);
  return looks;
}

async function openVisitor(): Promise<{ lookAt(address: string): Promise<Look>; leave(): Promise<void> }> {
  let look: Look;
  const page = await openPage({ colorScheme: 'light' });
  page.on('pageerror', (error) => look.errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && look.errors.push(message.text()));
  page.on('request', (request) => {
    const url = request.url();
    if (url.startsWith('http') && !url.startsWith(app.address)) look.strangers.push(url);
  });
  return {
    async lookAt(address) {
      look = { address, title: '', barriers: [], errors: [], strangers: [] };
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize(LARGE_SCREEN);
      await goTo(page, address);
      look.barriers.push(...(await findBarriers(page)).map((barrier) => `light ${barrier}`));
      // The system turns dark under the open page, as at nightfall: only colours differ.
      await page.emulateMedia({ colorScheme: 'dark' });
      look.barriers.push(...(await findBarriers(page, ['color-contrast', 'link-in-text-block'])).map((barrier) => `dark ${barrier}`));
      await page.setViewportSize({ width: 360, height: 740 });
      const overflow = 'Math.max(0, document.documentElement.scrollWidth - 360)';
      await expect.poll(() => page.evaluate(overflow), { message: `${address} scrolls sideways on a telephone` }).toBe(0);
      look.title = await page.title();
      return look;
    },
    leave: () => page.context().close(),
  };
}

test(
  'no page has a barrier for a disabled reader, in either theme, an error, or a question for another host; each has its title',
  async () => {
    const looks = await lookAtPages();
    expect(looks.filter(({ barriers, errors, strangers }) => barriers.length + errors.length + strangers.length > 0)).toEqual([]);
    for (const { address, title } of looks) expect(title, address).toMatch(/.+ — Maillage$/);
    // A map that its reader has set keeps its title; every other view has its own.
    const views = new Set(addresses.map((address) => address.replace(/^(https?:\/\/[^/]+\/(?:atlas\/[^?]+)?)\?.*/, '$1')));
    expect(new Set(looks.map(({ title }) => title)).size).toBe(views.size);
  },
  SLOW_TEST_MS,
);

test('every portrait prints on two sheets at most, each with its foot', async () => {
  const territories = z.array(territoryListItem).parse(await (await fetch(app.address + apiPaths.territories(app.runId))).json());
  const wider = [...new Map(territories.map(({ kind, code }) => [kind, `/territoire/${kind}/${code}`])).values()];
  const narrow = addresses.filter((address) => /\/(commune|quartiers)\/\w/.test(address));
  expect(wider.length + narrow.length).toBeGreaterThan(4);
  const page = await openPage({});
  for (const address of [...wider.map((path) => app.address + path), ...narrow]) {
    await goTo(page, address);
    const paper = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(paper.match(/\/Type\s*\/Page\b/g)?.length, address).toBeLessThanOrEqual(2);
    const foot = 'getComputedStyle(document.documentElement).getPropertyValue("--print-run")';
    expect(await page.evaluate(foot), address).toContain(app.runId);
  }
  await page.context().close();
});

test('an address that names nothing says it in its title, and offers a way out', async () => {
  for (const path of ['/atlas/inconnu', '/commune/99999', '/methode/inconnu', '/page-inconnue']) {
    const context = await browser.newContext({ locale: 'fr-FR' });
    const page = await context.newPage();
    await page.goto(app.address + path);
    await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText(), { message: path }).toMatch(/n’existe pas|inconnu/);
    expect(await page.getByRole('main').getByRole('link').count(), path).toBeGreaterThan(0);
    await context.close();
  }
});

async function openPage(options: Parameters<Browser['newContext']>[0]): Promise<Page> {
  const context = await browser.newContext({ locale: 'fr-FR', viewport: LARGE_SCREEN, reducedMotion: 'reduce', ...options });
  return context.newPage();
}

async function goTo(page: Page, address: string): Promise<void> {
  await page.goto(address, { waitUntil: 'networkidle' });
  await page.locator('h1').first().waitFor(); // by its tag: an open drawer hides the page behind it from roles
}
