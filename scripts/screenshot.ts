/**
 * `node scripts/screenshot.ts`: the picture of the README, docs/images/atlas.png, on the fictional Département.
 * `npm run gallery -- DIR [--departement CODE] [--donnees DIR | --dossier DIR | --adresse URL] [--connecte] [--page NAME…]`: every page and
 * every kind of map (or those named) in light, dark, 360 px, 1920 px and printed on A4, in DIR, to be looked at whole. Tells the pages wider
 * than their window. The site is started for it, on data to compute (`--donnees`) or on a copy of a folder already computed (`--dossier`), or
 * runs already (`--adresse`). `--connecte` adds the pages of who is signed in: it makes accounts and writes, so only in a site started for it.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { health } from '@maillage/domain/api/paths.ts';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from '../e2e/src/browser.ts';
import { prepareSignedInViews } from '../e2e/src/signed-in-views.ts';
import { listSitePages, readSiteSubjects } from '../e2e/src/site-pages.ts';
import { type RunningApp, startApp } from '../e2e/src/start-app.ts';

type Site = Pick<RunningApp, 'address' | 'runId'>;

const VIEWS = {
  clair: { viewport: { width: 1280, height: 800 }, colorScheme: 'light' },
  sombre: { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  'telephone-360': { viewport: { width: 360, height: 740 }, colorScheme: 'light' },
  'mur-1920': { viewport: { width: 1920, height: 1080 }, colorScheme: 'light' },
} as const;

/** Of a fifth of a second: a hundred maps come in ten to twenty seconds. */
const MAX_PICTURE_WAITS = 300;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    donnees: { type: 'string' },
    departement: { type: 'string' },
    dossier: { type: 'string' },
    adresse: { type: 'string' },
    connecte: { type: 'boolean' },
    page: { type: 'string', multiple: true },
  },
});
const [galleryFolder] = positionals;
const only = values.page ?? [];
if (values.connecte && (values.adresse ?? values.donnees) !== undefined)
  throw new Error('--connecte écrit dans le site : avec --dossier, ou sur le Département fictif.');
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
    ...(values.dossier === undefined ? {} : { builtFolder: values.dossier }),
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

type Taken = { name: string; open(): Promise<Page>; canReload: boolean };

async function takeEveryPage(opened: Browser, running: Site, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const pages = listSitePages(await readSiteSubjects(running));
  const isAsked = ({ name }: { name: string }) => only.length === 0 || only.includes(name);
  const visited = Object.entries(pages).map(([name, path]): Taken => {
    return { name, open: () => openPage(opened, running.address + path, VIEWS.clair), canReload: true };
  });
  await takeAll(visited.filter(isAsked), folder, 2); // a page waits for its network more than it works
  if (!values.connecte) return;
  const views = await prepareSignedInViews(opened, running.address, contextOptions(VIEWS.clair));
  // What was typed in a page does not outlive a new reading of it; and one page at a time writes.
  await takeAll(
    views.filter(isAsked).map((view): Taken => ({ ...view, canReload: false })),
    folder,
    1,
  );
}

async function takeAll(waiting: Taken[], folder: string, atOnce: number): Promise<void> {
  const take = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      await takePage(next, folder).catch((error: unknown) => {
        console.error(`${next?.name} : image non prise. ${error instanceof Error ? error.message.split('\n', 1)[0] : error}`);
        process.exitCode = 1;
      });
  };
  await Promise.all(Array.from({ length: atOnce }, take));
}

async function takePage({ name: pageName, open, canReload }: Taken, folder: string): Promise<void> {
  const page = await open();
  for (const [viewName, { viewport, colorScheme }] of Object.entries(VIEWS)) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    // A page without a living map costs little to open again, and is then as its visitor finds it.
    if (canReload && (await page.locator('canvas').count()) === 0) await page.reload({ waitUntil: 'networkidle' });
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

function contextOptions(view: BrowserContextOptions): BrowserContextOptions {
  return { locale: 'fr-FR', reducedMotion: 'reduce', ...view };
}

/** A page whose map and figures have stopped moving. */
async function openPage(opened: Browser, address: string, options: BrowserContextOptions): Promise<Page> {
  const context = await opened.newContext(contextOptions(options));
  const page = await context.newPage();
  page.setDefaultTimeout(120_000); // a wall of maps, drawn by the processor
  await page.goto(address, { waitUntil: 'networkidle' });
  await page.locator('h1').first().waitFor(); // by its tag: an open drawer hides the page behind it from roles
  if ((await page.locator('.atlas-map').count()) > 0) await page.locator('.commune-map[data-drawn]').waitFor();
  await settle(page);
  return page;
}

/** The map draws its tiles after the network has gone quiet; a picture is asked for again in another theme, and one out of view is not yet. */
async function settle(page: Page): Promise<void> {
  await page.waitForTimeout((await page.locator('canvas').count()) > 0 ? 2500 : 300);
  // Asked from outside: the pages forbid code made of text.
  const [hurry, areHere] = [
    'for (const image of document.images) image.loading = "eager"',
    '[...document.images].every((image) => image.complete)',
  ];
  await page.evaluate(hurry);
  for (let wait = 0; wait < MAX_PICTURE_WAITS && !(await page.evaluate<boolean>(areHere)); wait++) await page.waitForTimeout(200);
}
