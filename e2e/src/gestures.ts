import type { Locator, Page } from 'playwright-core';
import { z } from 'zod';

/** Milliseconds that a hand holds a key or a button: the release is a gesture too, and comes while the page is at work. */
const HELD = 80;
/** All that a gesture sets off is over. */
const SETTLED = 1500;

const WATCH = `globalThis.gestures = []; new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (entry.interactionId) globalThis.gestures.push(entry.duration);
}).observe({ type: 'event', durationThreshold: 16, buffered: true });`;

/** From the next page opened. */
export async function watchGestures(page: Page): Promise<void> {
  await page.addInitScript(WATCH);
}

export interface Gesture {
  /** In French. */
  name: string;
  act(): Promise<void>;
}

/** What a reader does on an atlas map of minutes, in this order. A click that changed nothing is none: each waits for what it asks. */
export function listGestures(page: Page): Gesture[] {
  const threshold = page.getByRole('slider', { name: 'Une commune est loin' });
  const inhabitants = page.getByRole('columnheader', { name: 'Habitants' }).last();
  const sorted = inhabitants.and(page.locator('[aria-sort=ascending], [aria-sort=descending]'));
  const chosen = page.getByRole('region', { name: /^Commune choisie/ });
  const circles = page.getByRole('button', { name: 'Cercles selon la population' });
  return [
    { name: 'ouvrir les réglages', act: () => clickAsAReader(page, page.getByText('Régler la carte')) },
    { name: 'seuil', act: () => threshold.press('ArrowRight', { delay: HELD }) },
    { name: 'seuil encore', act: () => threshold.press('ArrowRight', { delay: HELD }) },
    { name: 'choisir une commune', act: () => clickAsAReader(page, page.locator('.commune-map')).then(() => chosen.waitFor()) },
    { name: 'trier', act: () => clickAsAReader(page, inhabitants.getByRole('button')).then(() => sorted.waitFor()) },
    { name: 'filtrer', act: () => page.getByLabel('Filtrer par commune').press('a', { delay: HELD }) },
    { name: 'cercles', act: () => clickAsAReader(page, circles).then(() => circles.and(page.locator('[aria-pressed=true]')).waitFor()) },
  ];
}

/**
 * Comes to a button, stops on it, presses and lets go, as a hand does. A click alone asks the page what is under the pointer and
 * sends the press, the release and the click in one task: the page pays for both. It is the coming that refuses a covered button.
 */
async function clickAsAReader(page: Page, target: Locator): Promise<void> {
  await target.hover();
  await page.waitForTimeout(150);
  await target.click({ delay: HELD, force: true });
}

/**
 * Milliseconds from the gesture, press or release, to the frame that answers it, as INP counts them; 0 under 16. And to the new colours
 * of the map; 0 when it took none.
 */
export async function timeGesture(page: Page, { act }: Gesture): Promise<{ answered: number; coloured: number }> {
  await page.evaluate('globalThis.gestures.length = 0; performance.clearMeasures()');
  await act();
  await page.waitForTimeout(SETTLED);
  const times = z.array(z.number());
  const answers = times.parse(await page.evaluate('globalThis.gestures'));
  const colours = times.parse(await page.evaluate("performance.getEntriesByName('restyle').map((one) => one.duration)"));
  return { answered: Math.max(0, ...answers), coloured: Math.max(0, ...colours) };
}
