/**
 * `node scripts/screenshot.ts`: the picture of the README, docs/images/atlas.png, on the fictional Département.
 * `npm run gallery -- DIR [--donnees DIR --departement CODE]`: every page and every kind of map in light, dark, 360 px, 1920 px and
 * printed on A4, in DIR, to be looked at whole.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { apiPaths } from '@maillage/domain/api/paths.ts';
import { communeListItem } from '@maillage/domain/territories/commune-list.ts';
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

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { donnees: { type: 'string' }, departement: { type: 'string' } },
});
const [galleryFolder] = positionals;
const app = await startApp({
  ...(values.donnees === undefined ? {} : { dataFolder: values.donnees }),
  ...(values.departement === undefined ? {} : { departementCode: values.departement }),
});
const browser = await launchBrowser();
try {
  if (galleryFolder === undefined) await takeReadmePicture(browser, app);
  else await takeEveryPage(browser, app, galleryFolder);
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
  const { code, epciCode } = list.find(({ populationCount }) => (populationCount ?? 0) > 5000) ?? list[0]!;
  const pages = {
    'carte-aplats': '/',
    'carte-cercles': '/atlas/population',
    'carte-marques': '/atlas/centre-level',
    'carte-grises': '/atlas/grey-share.range.proximity',
    'carte-besoins': '/atlas/need.social?classes=standard-deviation',
    'carte-reglee': '/atlas/range-minutes.proximity?seuil=5',
    'carte-trajet': `/atlas/service-minutes.D307?commune=${code}`,
    'carte-isochrones': `/atlas/service-minutes.D307?commune=${code}&isochrone=${code}`,
    'carte-cercles-peuples': '/?vue=cercles',
    'carte-zone-dense': '/?zone=dense',
    'carte-sans-donnee': '/atlas/need-component.transitSupply',
    croisement: '/croisement',
    comparer: '/comparer',
    plan: '/plan',
    'plan-tableau': '/plan?vue=tableau',
    'plan-calendrier': '/plan?vue=calendrier',
    'plan-carte': '/plan?vue=carte',
    'plan-axes': '/plan/axes',
    fiche: '/plan/fiches/3.2',
    procedure: '/procedure',
    connexion: '/connexion',
    partenaires: '/partenaires',
    'fiche-modifiee': '/plan/fiches/3.2?modifier=1',
    cartes: '/cartes',
    carte: '/cartes/pharmacie',
    commune: `/commune/${code}`,
    territoire: epciCode === null ? '/commune' : `/territoire/epci/${epciCode}`,
    departement: '/commune',
    autour: `/autour-de-moi?commune=${code}&theme=sante`,
    chercher: '/chercher?q=pharmacie',
    diagnostic: '/diagnostic',
    offre: '/offre',
    acces: '/acces',
    poles: '/poles',
    'zones-grises': '/zones-grises',
    besoins: '/besoins',
    types: '/types',
    quartiers: '/quartiers',
    enquete: '/enquete',
    constats: '/constats',
    evolution: '/evolution',
    parametres: '/parametres',
    donnees: '/donnees',
    methode: '/methode',
  };
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
