import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { launchBrowser } from './browser.ts';
import { type RunningApp, startApp } from './start-app.ts';

// Timed: alone on the machine, after every other test.
/** The largest paint of the first screen, in milliseconds since the navigation; 0 while nothing is painted. */
const LARGEST_PAINT = `new Promise((resolve) => {
  let last = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) last = entry.startTime; })
    .observe({ type: 'largest-contentful-paint', buffered: true });
  setTimeout(() => resolve(last), 1500);
})`;
/** A fixed piece of what a page asks of a browser, in milliseconds: counting, sorting, fresh memory, elements laid out. */
const FIXED_WORK = `(() => {
  const start = performance.now();
  let mixed = 0;
  for (let index = 0; index < 2e7; index++) mixed = (mixed * 1103515245 + 12345) | 0;
  const words = Array.from({ length: 1e5 }, (_, index) => 'mot' + ((index * 7919) % 1e5)).sort();
  const fresh = new Float64Array(4e6).fill(mixed + words.length);
  const list = document.createElement('div');
  list.innerHTML = '<p><b>un</b> mot</p>'.repeat(2000);
  document.body.append(list);
  const height = list.offsetHeight + fresh.length;
  list.remove();
  return height > 0 ? performance.now() - start : 0;
})()`;
const LARGEST_PAINT_LIMIT_MS = 1000;
/** On a machine that is slow, or busy with something else, the bar follows what the fixed work takes there. */
const LARGEST_PAINT_LIMIT_WORKS = 0.6;
const SLOWER = 4;

let app: RunningApp;
let browser: Browser;
beforeAll(async () => {
  [app, browser] = await Promise.all([startApp(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

const measured = z.number().positive();

test('the atlas shows its largest element within a second on a processor four times slower, on the best of five first visits', async () => {
  const paints: number[] = [];
  const works: number[] = [];
  for (let visit = 0; visit < 5; visit++) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    works.push(measured.parse(await page.evaluate(FIXED_WORK)));
    await page.goto(app.address);
    await page.getByRole('heading', { level: 1 }).waitFor(); // the answer is there, painted at this frame or the next
    paints.push(measured.parse(await page.evaluate(LARGEST_PAINT)));
    await context.close();
  }
  const tell = (milliseconds: number[]) => milliseconds.map(Math.round).join(', ');
  process.stdout.write(
    `Plus grand élément de l’atlas, processeur ${SLOWER} fois plus lent, en ms : ${tell(paints)} (le travail témoin : ${tell(works)})\n`,
  );
  expect(Math.min(...paints)).toBeLessThanOrEqual(Math.max(LARGEST_PAINT_LIMIT_MS, LARGEST_PAINT_LIMIT_WORKS * Math.min(...works)));
});
