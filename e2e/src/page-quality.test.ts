import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { apiPaths } from '@maillage/domain/api/paths.ts';
import { communeListItem } from '@maillage/domain/territories/commune-list.ts';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { launchBrowser } from './browser.ts';
import { type RunningApp, startApp } from './start-app.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Twenty pages, some with a map drawn without a graphics card. */
const SLOW_TEST_MS = 300_000;

/** The pages of the diagnosis. */
const DIAGNOSIS_PATHS = [
  '/offre',
  '/acces',
  '/poles',
  '/zones-grises',
  '/besoins',
  '/types',
  '/quartiers',
  '/quartiers/QN00001M',
  '/enquete',
  '/constats',
  '/evolution',
  '/parametres',
];

let app: RunningApp;
let browser: Browser;
let addresses: string[];

beforeAll(async () => {
  [app, browser] = await Promise.all([startApp(), launchBrowser()]);
  const list = await (await fetch(app.address + apiPaths.communes(app.runId))).json();
  const [commune] = z.array(communeListItem).parse(list);
  addresses = [
    '/',
    '/atlas/centre-level',
    `/?chiffre=range-minutes.proximity~commune~${commune!.code}`, // the drawer open
    '/commune',
    `/commune/${commune!.code}`,
    `/territoire/epci/${commune!.epciCode}`,
    `/autour-de-moi?commune=${commune!.code}`,
    `/atlas/service-minutes.D307?commune=${commune!.code}`,
    '/atlas/range-minutes.proximity?seuil=5', // the settings open
    '/diagnostic',
    ...DIAGNOSIS_PATHS,
    '/cartes',
    '/comparer',
    '/plan',
    '/plan?vue=tableau',
    '/plan?vue=calendrier',
    '/plan?vue=carte',
    '/plan/axes',
    '/plan/fiches/3.2',
    '/procedure',
    '/documents',
    '/documents/diagnostic/rediger',
    '/connexion',
    '/connexion/retour',
    '/mot-de-passe',
    '/donnees-personnelles',
    '/partenaires',
    '/plan/fiches/3.2?modifier=1',
    '/croisement',
    '/cartes/proximite-et-precarite',
    '/chercher?q=pharmacie',
    '/cartes/pharmacie',
    '/donnees',
    '/methode',
    '/methode/comparaison',
    '/page-inconnue',
  ].map((path) => app.address + path);
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
  // Three pages at a time: each waits most of its time for the network to be quiet.
  const look = async () => {
    for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) looks.push(await lookAt(address));
  };
  await Promise.all([look(), look(), look()]);
  return looks;
}

async function lookAt(address: string): Promise<Look> {
  const [errors, strangers] = [[] as string[], new Set<string>()];
  const page = await openPage(address, { colorScheme: 'light' }, (opened) => {
    opened.on('pageerror', (error) => errors.push(error.message));
    opened.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    opened.on('request', (request) => {
      const url = request.url();
      if (url.startsWith('http') && !url.startsWith(app.address)) strangers.add(url);
    });
  });
  await page.evaluate(`${AXE}; undefined`); // not a script tag, which the policy of the pages refuses
  const barriers = await findBarriers(page, 'light', '');
  // The system turns dark under the open page, as at nightfall: only colours differ.
  await page.emulateMedia({ colorScheme: 'dark' });
  barriers.push(...(await findBarriers(page, 'dark', "{ runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }")));
  await page.setViewportSize({ width: 360, height: 740 });
  const overflow = 'Math.max(0, document.documentElement.scrollWidth - 360)';
  await expect.poll(() => page.evaluate(overflow), { message: `${address} scrolls sideways on a telephone` }).toBe(0);
  const title = await page.title();
  await page.context().close();
  return { address, title, barriers, errors, strangers: [...strangers] };
}

async function findBarriers(page: Page, theme: string, rules: string): Promise<string[]> {
  const { violations } = (await page.evaluate(`axe.run(${rules})`)) as AxeResults; // what axe documents that it returns
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${theme} ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

test(
  'no page has a serious barrier for a disabled reader, in either theme, an error, or a question for another host; each has its title',
  async () => {
    const looks = await lookAtPages();
    expect(looks.filter(({ barriers, errors, strangers }) => barriers.length + errors.length + strangers.length > 0)).toEqual([]);
    for (const { address, title } of looks) expect(title, address).toMatch(/.+ — Maillage$/);
    // The first map with its drawer open, then with its settings, keeps its title.
    expect(new Set(looks.map(({ title }) => title)).size).toBe(addresses.length - 2);
  },
  SLOW_TEST_MS,
);

test('the portrait of a commune prints on three sheets at most, each with its foot', async () => {
  const page = await openPage(addresses[4]!, {});
  const paper = (await page.pdf({ format: 'A4' })).toString('latin1');
  expect(paper.match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(3);
  const foot = 'getComputedStyle(document.documentElement).getPropertyValue("--print-run")';
  expect(await page.evaluate(foot)).toContain(app.runId);
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

async function openPage(address: string, options: Parameters<Browser['newContext']>[0], onOpen?: (page: Page) => void): Promise<Page> {
  const context = await browser.newContext({
    locale: 'fr-FR',
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  onOpen?.(page);
  await page.goto(address, { waitUntil: 'networkidle' });
  await page.locator('h1').first().waitFor(); // by its tag: an open drawer hides the page behind it from roles
  return page;
}
