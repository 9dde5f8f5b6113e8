/**
 * `node scripts/screenshot.ts`: the picture of the README, docs/images/atlas.png, on the fictional Département.
 * `npm run gallery -- DIR [--donnees DIR --departement CODE] | --adresse URL] [--page NAME…]`: every page and every kind of map (or those
 * named) of a site started for it, or that runs already, in light, dark, 360 px, 1920 px and printed on A4, in DIR, to be looked at whole. Tells the pages wider than their window.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { health } from '@maillage/domain/api/paths.ts';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from '../e2e/src/browser.ts';
import { listSitePages, readSiteSubjects } from '../e2e/src/site-pages.ts';
import { type RunningApp, startApp } from '../e2e/src/start-app.ts';

type Site = Pick<RunningApp, 'address' | 'runId'>;

const VIEWS = {
  clair: { viewport: { width: 1280, height: 800 }, colorScheme: 'light' },
  sombre: { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  'telephone-360': { viewport: { width: 360, height: 740 }, colorScheme: 'light' },
  'mur-1920': { viewport: { width: 1920, height: 1080 }, colorScheme: 'light' },
} as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    donnees: { type: 'string' },
    departement: { type: 'string' },
    adresse: { type: 'string' },
    page: { type: 'string', multiple: true },
  },
});
const [galleryFolder] = positionals;
const only = values.page ?? [];
const app = values.adresse === undefined ? await startHere() : await visitSite(values.adresse);
const browser = await launchBrowser();
try {
  if (galleryFolder === undefined) await takeReadmePicture(browser, app);
  else await takeEveryPage(browser, app, galleryFolder);
} finally {
  await browser.close();
  await app.stop();
}

function startHere(): Promise<Site & { stop(): Promise<void> }> {
  return startApp({
    ...(values.donnees === undefined ? {} : { dataFolder: values.donnees }),
    ...(values.departement === undefined ? {} : { departementCode: values.departement }),
  });
}

/** A site that somebody else started, and will stop. */
async function visitSite(address: string): Promise<Site & { stop(): Promise<void> }> {
  const { publishedRunId } = health.parse(await (await fetch(`${address}/health`)).json());
  if (publishedRunId === null) throw new Error(`${address} n’a encore rien publié.`);
  return { address, runId: publishedRunId, stop: async () => {} };
}

async function takeReadmePicture(opened: Browser, { address }: Site): Promise<void> {
  const folder = join(import.meta.dirname, '../docs/images');
  mkdirSync(folder, { recursive: true });
  const page = await openPage(opened, address, VIEWS.clair);
  await page.screenshot({ path: join(folder, 'atlas.png') });
  console.log('docs/images/atlas.png');
}

async function takeEveryPage(opened: Browser, running: Site, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const waiting = Object.entries(listSitePages(await readSiteSubjects(running))).filter(
    ([name]) => only.length === 0 || only.includes(name),
  );
  const take = async () => {
    for (let page = waiting.shift(); page !== undefined; page = waiting.shift())
      await takePage(page[0], running.address + page[1]).catch(notTaken(page[0]));
  };
  await Promise.all([take(), take()]); // a page waits for its network more than it works

  function notTaken(pageName: string) {
    return (error: unknown) => {
      console.error(`${pageName} : image non prise. ${error instanceof Error ? error.message.split('\n', 1)[0] : error}`);
      process.exitCode = 1;
    };
  }

  async function takePage(pageName: string, address: string): Promise<void> {
    const page = await openPage(opened, address, VIEWS.clair);
    for (const [viewName, { viewport, colorScheme }] of Object.entries(VIEWS)) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      // A page without a living map costs little to open again, and is then as its visitor finds it.
      if ((await page.locator('canvas').count()) === 0) await page.reload({ waitUntil: 'networkidle' });
      await settle(page);
      const name = `${pageName}-${viewName}`;
      await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
      const across = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      console.log(across > 0 ? `${name} : déborde de ${across} px en largeur` : name);
    }
    await page.setViewportSize(VIEWS.clair.viewport);
    await page.pdf({ path: join(folder, `${pageName}-imprime.pdf`), format: 'A4', tagged: true });
    await page.context().close();
  }
}

/** A page whose map and figures have stopped moving. */
async function openPage(opened: Browser, address: string, options: BrowserContextOptions): Promise<Page> {
  const context = await opened.newContext({ locale: 'fr-FR', reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000); // a wall of maps, drawn by the processor
  await page.goto(address, { waitUntil: 'networkidle' });
  await page.locator('h1').first().waitFor(); // by its tag: an open drawer hides the page behind it from roles
  if ((await page.locator('.atlas-map').count()) > 0) await page.locator('.commune-map[data-drawn]').waitFor();
  await settle(page);
  return page;
}

/** The map draws its tiles after the network has gone quiet; a picture is asked for again in another theme. */
async function settle(page: Page): Promise<void> {
  await page.waitForTimeout((await page.locator('canvas').count()) > 0 ? 2500 : 300);
  await page.waitForFunction('[...document.images].every((image) => image.complete || image.loading === "lazy")');
}
