import type { CDPSession, Page } from 'playwright-core';
import { z } from 'zod';

/** Times as slow as the machine that measures: an ordinary telephone beside an ordinary desk. */
export const SLOWER = 4;

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
/** What the fixed work takes where the bars are those of the product. */
const USUAL_WORK_MILLISECONDS = 1667;

export async function slowDown(session: CDPSession, times = SLOWER): Promise<void> {
  await session.send('Emulation.setCPUThrottlingRate', { rate: times });
}

/** On an empty page, so slowed down. */
export async function timeFixedWork(page: Page): Promise<number> {
  return z
    .number()
    .positive()
    .parse(await page.evaluate(FIXED_WORK));
}

/** A bar of the product; on a machine that is slow, or busy with something else, it follows what the fixed work takes there. */
export function barHere(bar: number, works: readonly number[]): number {
  return bar * Math.max(1, Math.min(...works) / USUAL_WORK_MILLISECONDS);
}

export const inMilliseconds = (times: readonly number[]): string => times.map(Math.round).join(', ');
