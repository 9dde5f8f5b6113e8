import { expect, test } from 'vitest';
import { z } from 'zod';
import { prepareVisit } from './common-journeys.ts';
import { barHere, inMilliseconds, SLOWER, slowDown, timeFixedWork } from './slow-processor.ts';

// Timed: alone on the machine, after every other test.
/** The largest paint of the first screen, in milliseconds since the navigation; 0 while nothing is painted. */
const LARGEST_PAINT = `new Promise((resolve) => {
  let last = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) last = entry.startTime; })
    .observe({ type: 'largest-contentful-paint', buffered: true });
  setTimeout(() => resolve(last), 1500);
})`;
const LARGEST_PAINT_BAR = 1000;

const visit = prepareVisit();

test('the atlas shows its largest element within a second on a processor four times slower, on the best of five first visits', async () => {
  const paints: number[] = [];
  const works: number[] = [];
  for (let turn = 0; turn < 5; turn++) {
    const context = await visit.browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await slowDown(await context.newCDPSession(page));
    works.push(await timeFixedWork(page));
    await page.goto(visit.app.address);
    await page.getByRole('heading', { level: 1 }).waitFor(); // the answer is there, painted at this frame or the next
    paints.push(
      z
        .number()
        .positive()
        .parse(await page.evaluate(LARGEST_PAINT)),
    );
    await context.close();
  }
  process.stdout.write(
    `Plus grand élément de l’atlas, processeur ${SLOWER} fois plus lent, en ms : ${inMilliseconds(paints)} (le travail témoin : ${inMilliseconds(works)})\n`,
  );
  expect(Math.min(...paints)).toBeLessThanOrEqual(barHere(LARGEST_PAINT_BAR, works));
});
