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
/** The bar is one second; the rest is for a machine that is busy with something else. */
const LARGEST_PAINT_LIMIT_MS = 1500;
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

test('the atlas shows its largest element within a second and a half on a processor four times slower, on the best of five first visits', async () => {
  const milliseconds: number[] = [];
  for (let visit = 0; visit < 5; visit++) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.goto(app.address);
    await page.getByRole('heading', { level: 1 }).waitFor(); // the answer is there, painted at this frame or the next
    milliseconds.push(
      z
        .number()
        .positive()
        .parse(await page.evaluate(LARGEST_PAINT)),
    );
    await context.close();
  }
  process.stdout.write(
    `Plus grand élément de l’atlas, processeur ${SLOWER} fois plus lent, en ms : ${milliseconds.map(Math.round).join(', ')}\n`,
  );
  expect(Math.min(...milliseconds)).toBeLessThanOrEqual(LARGEST_PAINT_LIMIT_MS);
});
