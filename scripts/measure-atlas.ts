/**
 * `npm run measure:atlas -- [--donnees DIR --departement CODE] [--contours COMMUNES.geojson[.gz]]`: how quick the atlas is in a real
 * browser, four times slower than this machine: first picture, answers to gestures, colours, panning, a table of 35,000 rows. With
 * `--contours`, panning over that many communes too. The figures of docs/methods/atlas.md; the load of the machine is said beside them.
 */
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { apiPaths } from '@maillage/domain/api/paths.ts';
import { figureSeries } from '@maillage/domain/figures/figure.ts';
import { communeListItem } from '@maillage/domain/territories/commune-list.ts';
import { buildGeometry } from '@maillage/pipeline/publish/build-geometry.ts';
import type { Referential } from '@maillage/pipeline/referential/referential.ts';
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { launchBrowser, showWhole } from '../e2e/src/browser.ts';
import { listGestures, timeGesture, watchGestures } from '../e2e/src/gestures.ts';
import { SLOWER, slowDown } from '../e2e/src/slow-processor.ts';
import { type RunningApp, startApp } from '../e2e/src/start-app.ts';

const VISITS = 5;
const FIGURE = 'range-minutes.proximity';
const LONG_TABLE = 35_000;

const { values } = parseArgs({ options: { donnees: { type: 'string' }, departement: { type: 'string' }, contours: { type: 'string' } } });
const app = await startApp({
  ...(values.donnees === undefined ? {} : { dataFolder: values.donnees }),
  ...(values.departement === undefined ? {} : { departementCode: values.departement }),
});
const browser = await launchBrowser();
try {
  await measureWork(browser, app);
  await measureFirstPicture(browser, app);
  await measureGestures(browser, app);
  await measurePan(browser, app, 'carte du Département');
  await measureLongTable(browser, app);
  if (values.contours !== undefined) await measureRegion(browser, app, values.contours);
} finally {
  await browser.close();
  await app.stop();
}

function say(what: string, figure: string): void {
  console.log(`${what} : ${figure} (charge ${loadavg()[0]!.toFixed(1)})`);
}
function milliseconds(value: number): string {
  return `${Math.round(value)} ms`;
}
function median(list: readonly number[]): number {
  return list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;
}

async function openPage(opened: Browser, slower: number): Promise<Page> {
  const context = await opened.newContext({ locale: 'fr-FR', viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await showWhole(page, session);
  await slowDown(session, slower);
  return page;
}
function waitForMap(page: Page): Promise<void> {
  return page.locator('.commune-map[data-drawn]').waitFor({ timeout: 120_000 });
}

async function measureFirstPicture(opened: Browser, { address }: RunningApp): Promise<void> {
  const times: number[] = [];
  let what = '';
  for (let visit = 0; visit < VISITS; visit++) {
    const page = await openPage(opened, SLOWER);
    await page.addInitScript(`new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) globalThis.lastPaint = { at: entry.startTime, what: entry.element?.className ?? '' };
    }).observe({ type: 'largest-contentful-paint', buffered: true });`);
    await page.goto(address, { waitUntil: 'load' });
    await waitForMap(page);
    const paint = z.object({ at: z.number(), what: z.string() }).parse(await page.evaluate('globalThis.lastPaint'));
    times.push(paint.at);
    what = paint.what;
    await page.context().close();
  }
  say(
    `LCP, processeur ${SLOWER} fois plus lent, ${VISITS} visites sans cache`,
    `${times.map(milliseconds).join(', ')} ; médiane ${milliseconds(median(times))} (« ${what} »)`,
  );
}

/** What the page itself costs before its answer is there, whatever else the machine does: processor time of its thread. */
async function measureWork(opened: Browser, { address }: RunningApp): Promise<void> {
  const times: number[] = [];
  for (let visit = 0; visit < VISITS; visit++) {
    const page = await openPage(opened, 1);
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(address, { waitUntil: 'commit' });
    await page.locator('.atlas-headline').waitFor({ timeout: 120_000 });
    const { metrics } = await session.send('Performance.getMetrics');
    times.push(1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN));
    await page.context().close();
  }
  say(
    'Travail de la page jusqu’à sa réponse (temps de processeur)',
    `${times.map(milliseconds).join(', ')} ; médiane ${milliseconds(median(times))}`,
  );
}

/** The longest of the gestures of a visit, as INP counts them; and the time from a new threshold to its colours. */
async function measureGestures(opened: Browser, { address }: RunningApp): Promise<void> {
  const page = await openPage(opened, SLOWER);
  await watchGestures(page);
  await page.goto(`${address}/atlas/${FIGURE}`);
  await waitForMap(page);
  await page.waitForTimeout(3000);
  for (const gesture of listGestures(page)) {
    const { answered, coloured } = await timeGesture(page, gesture);
    say(
      `Geste « ${gesture.name} » (INP), processeur ${SLOWER} fois plus lent`,
      milliseconds(answered) + (coloured > 0 ? `, couleurs en ${milliseconds(coloured)}` : ''),
    );
  }
  await page.context().close();
}

/** Frames a second while the map is dragged, without a graphics card, at the speed of this machine. */
async function measurePan(opened: Browser, { address }: RunningApp, what: string, before?: (page: Page) => Promise<void>): Promise<void> {
  const page = await openPage(opened, 1);
  await before?.(page);
  await page.goto(`${address}/atlas/${FIGURE}`);
  await waitForMap(page);
  await page.waitForTimeout(4000);
  const box = (await page.locator('.commune-map').boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.evaluate(
    `globalThis.frames = []; (function tick(at) { globalThis.frames.push(at); requestAnimationFrame(tick); })(performance.now())`,
  );
  await page.mouse.move(x, y);
  await page.mouse.down();
  const start = performance.now();
  while (performance.now() - start < 4000) {
    const angle = (performance.now() - start) / 300;
    await page.mouse.move(x + 120 * Math.cos(angle), y + 90 * Math.sin(angle));
  }
  await page.mouse.up();
  const frames = z.array(z.number()).parse(await page.evaluate('globalThis.frames'));
  const gaps = frames.slice(1).map((at, index) => at - frames[index]!);
  const perSecond = (1000 * gaps.length) / (frames.at(-1)! - frames[0]!);
  say(`Déplacement, ${what}, WebGL logiciel`, `${perSecond.toFixed(0)} images par seconde, médiane ${milliseconds(median(gaps))}`);
  await page.context().close();
}

async function measureLongTable(opened: Browser, running: RunningApp): Promise<void> {
  const page = await openPage(opened, SLOWER);
  const { communes, series } = await readRun(running);
  const rows = Array.from({ length: LONG_TABLE }, (_, index) => ({
    ...communes[index % communes.length]!,
    code: String(index).padStart(5, '0'),
    populationCount: (index * 7919) % 90_001,
  }));
  const of = new Map(series.communes.map((one) => [one.code, one]));
  await answerWith(page, running, {
    communes: rows,
    series: { ...series, communes: rows.map(({ code }, index) => ({ ...of.get(communes[index % communes.length]!.code)!, code })) },
  });
  await page.goto(`${running.address}/atlas/${FIGURE}`);
  await page.locator('#tableau th button').nth(2).waitFor({ timeout: 120_000 });
  await page.waitForTimeout(5000);
  const time = async (what: string, act: string) => {
    const spent = z.number().parse(
      await page.evaluate(`new Promise((resolve) => { const start = performance.now(); ${act};
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start))); })`),
    );
    say(`Tableau de 35 000 lignes, ${what}, processeur ${SLOWER} fois plus lent`, milliseconds(spent));
  };
  const table = `document.querySelector('#tableau')`;
  await time('trier des nombres', `${table}.querySelectorAll('th button')[2].click()`);
  await time('trier des noms', `${table}.querySelectorAll('th button')[0].click()`);
  await time(
    'filtrer',
    `{ const field = ${table}.querySelector('input[type=search]');
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, 'saint');
    field.dispatchEvent(new Event('input', { bubbles: true })); }`,
  );
  await time('aller à la fin', `{ const zone = ${table}.querySelector('.data-table-scroller'); zone.scrollTop = zone.scrollHeight; }`);
  await page.context().close();
}

/** The map of a whole région: real outlines in the place of those of the Département, values of the same kind. */
async function measureRegion(opened: Browser, running: RunningApp, path: string): Promise<void> {
  const bytes = readFileSync(path);
  const outlines = JSON.parse((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')) as FeatureCollection<
    Polygon | MultiPolygon
  >;
  const codeOf = (index: number) =>
    String(outlines.features[index]!.properties?.code ?? outlines.features[index]!.properties?.INSEE_COM ?? index);
  const { communes, series } = await readRun(running);
  const regional = outlines.features.map(({ geometry }, index) => {
    const [lon = 0, lat = 0] = (geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates[0]!)[0]![0]!;
    return { ...communes[index % communes.length]!, code: codeOf(index), name: `Commune ${codeOf(index)}`, lon, lat };
  });
  const geometry = buildGeometry({
    ...{ communes: regional, ownCount: regional.length, territories: [], qpvPerimeters: [], departementCode: '00', departementName: '' },
    boundaries: new Map(outlines.features.map((shape, index) => [codeOf(index), shape.geometry])),
  } as unknown as Referential);
  await measurePan(opened, running, `${regional.length} communes`, (page) =>
    answerWith(page, running, {
      communes: regional,
      series: { ...series, communes: regional.map(({ code }, index) => ({ code, value: (index * 37) % 18, status: 'known' as const })) },
      geometry: Buffer.from(geometry).toString('utf8'),
    }),
  );
}

async function readRun({ address, runId }: RunningApp) {
  return {
    communes: z.array(communeListItem).parse(await (await fetch(address + apiPaths.communes(runId))).json()),
    series: figureSeries.parse(await (await fetch(address + apiPaths.figure(runId, FIGURE))).json()),
  };
}

/** Gives the page other answers than the server's: as many rows as one wants, drawn by the real page. */
async function answerWith(
  page: Page,
  { address, runId }: RunningApp,
  answers: { communes: unknown; series: unknown; geometry?: string },
): Promise<void> {
  const fulfil = (path: string, body: string) =>
    page.route(address + path, (route) => route.fulfill({ contentType: 'application/json', body }));
  await fulfil(apiPaths.communes(runId), JSON.stringify(answers.communes));
  await fulfil(apiPaths.figure(runId, FIGURE), JSON.stringify(answers.series));
  if (answers.geometry !== undefined) await fulfil(apiPaths.geometry(runId), answers.geometry);
}
