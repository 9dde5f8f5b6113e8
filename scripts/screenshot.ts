/**
 * `node scripts/screenshot.ts`: the picture of the README, docs/images/atlas.png, on the fictional Département.
 * `node scripts/screenshot.ts --all DIR [--donnees DIR --departement CODE]`: every page in light, dark, 360 px, 1920 px
 * and printed on A4, in DIR, for a visual review.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { apiPaths } from '@maillage/domain/api/paths.ts';
import { communeListItem } from '@maillage/domain/territories/portrait.ts';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { z } from 'zod';
import { launchBrowser } from '../e2e/src/browser.ts';
import { type RunningApp, startApp } from '../e2e/src/start-app.ts';

const VIEWS: Record<string, BrowserContextOptions> = {
  clair: { viewport: { width: 1280, height: 800 }, colorScheme: 'light' },
  sombre: { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  'telephone-360': { viewport: { width: 360, height: 740 }, colorScheme: 'light', hasTouch: true },
  'mur-1920': { viewport: { width: 1920, height: 1080 }, colorScheme: 'light' },
};

const { values } = parseArgs({ options: { all: { type: 'string' }, donnees: { type: 'string' }, departement: { type: 'string' } } });
const app = await startApp({
  ...(values.donnees === undefined ? {} : { dataFolder: values.donnees }),
  ...(values.departement === undefined ? {} : { departementCode: values.departement }),
});
const browser = await launchBrowser();
try {
  if (values.all === undefined) await takeReadmePicture(browser, app);
  else await takeEveryPage(browser, app, values.all);
} finally {
  await browser.close();
  await app.stop();
}

async function takeReadmePicture(opened: Browser, { address }: RunningApp): Promise<void> {
  const folder = join(import.meta.dirname, '../docs/images');
  mkdirSync(folder, { recursive: true });
  const page = await openPage(opened, address, VIEWS.clair!);
  await page.screenshot({ path: join(folder, 'atlas.png') });
  console.log('docs/images/atlas.png');
}

async function takeEveryPage(opened: Browser, { address, runId }: RunningApp, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const list = z.array(communeListItem).parse(await (await fetch(address + apiPaths.communes(runId))).json());
  const pages = { atlas: '/', commune: `/commune/${list[0]!.code}`, donnees: '/donnees', methode: '/methode' };
  for (const [pageName, path] of Object.entries(pages)) {
    for (const [viewName, options] of Object.entries(VIEWS)) {
      const page = await openPage(opened, address + path, options);
      const name = `${pageName}-${viewName}`;
      await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
      if (viewName === 'clair') await page.pdf({ path: join(folder, `${pageName}-imprime.pdf`), format: 'A4', tagged: true });
      await page.context().close();
      console.log(name);
    }
  }
}

/** A page whose map and figures have stopped moving. */
async function openPage(opened: Browser, address: string, options: BrowserContextOptions): Promise<Page> {
  const context = await opened.newContext({ locale: 'fr-FR', reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  await page.goto(address, { waitUntil: 'networkidle' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  if ((await page.locator('.atlas-map').count()) > 0) await page.locator('.commune-map[data-drawn]').waitFor();
  await page.waitForTimeout(2500); // the map draws its tiles after the network has gone quiet
  return page;
}
