import { apiPaths } from '@maillage/domain/api/paths.ts';
import { communeListItem } from '@maillage/domain/territories/commune-list.ts';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { prepareVisit } from './common-journeys.ts';

// What the light and the paper of a reader do to a live map: long, for each look waits for a map to be drawn again.
const visit = prepareVisit();

test('colours that change while isochrones arrive stop no map', async () => {
  const [commune] = z.array(communeListItem).parse(await visit.getJson(apiPaths.communes(visit.app.runId)));
  const errors: string[] = [];
  const keep = ({ message }: Error) => void errors.push(message);
  visit.page.on('pageerror', keep);
  for (let turn = 0; turn < 4; turn++) {
    await visit.page.goto(`${visit.app.address}/atlas/service-minutes.D307?commune=${commune!.code}`);
    await visit.page.locator('.commune-map[data-drawn]').waitFor();
    await visit.page.waitForTimeout(800); // the tiles of the ground
    await visit.page.getByRole('button', { name: /^Isochrones/ }).click();
    for (let change = 0; change < 10; change++) {
      await visit.page.emulateMedia({ colorScheme: change % 2 === 0 ? 'dark' : 'light' });
      await visit.page.waitForTimeout(60 + 30 * turn);
    }
    await visit.page.locator('.commune-map[data-bands="5"]').waitFor();
  }
  visit.page.off('pageerror', keep);
  await visit.page.emulateMedia({ colorScheme: null });
  expect(errors).toEqual([]);
});

const SWATCHES = `[...document.querySelectorAll('.legend-swatch [fill]')].map((shape) => shape.getAttribute('fill'))`;
/** Told after the listeners of the page: what they left for the printer. */
const KEEP_WHAT_IS_PRINTED = `addEventListener('beforeprint', () => {
  globalThis.printed = { swatches: ${SWATCHES}, picture: document.querySelector('.map-print-picture').src };
})`;
/** How many points of a picture have each colour. */
const COUNT_COLOURS = `(async (address) => {
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: picture.width, height: picture.height });
  const pen = canvas.getContext('2d');
  pen.drawImage(picture, 0, 0);
  const counts = {};
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
  for (let at = 0; at < data.length; at += 4) {
    const colour = '#' + [...data.subarray(at, at + 3)].map((part) => part.toString(16).padStart(2, '0')).join('');
    counts[colour] = (counts[colour] ?? 0) + 1;
  }
  return counts;
})`;

test('a map read on a dark page is printed in the colours of paper, legend and isochrones too, and is dark again after', async () => {
  const [commune] = z.array(communeListItem).parse(await visit.getJson(apiPaths.communes(visit.app.runId)));
  await visit.page.emulateMedia({ colorScheme: 'dark' });
  for (const address of ['/', `/atlas/service-minutes.D307?commune=${commune!.code}&isochrone=${commune!.code}`]) {
    await visit.page.goto(visit.app.address + address);
    await visit.page.locator(`.commune-map[data-bands="${address === '/' ? 0 : 5}"]`).waitFor();
    await visit.page.waitForTimeout(1000); // the tiles of the ground
    const dark = await visit.page.evaluate<string[]>(SWATCHES);
    await visit.page.evaluate(KEEP_WHAT_IS_PRINTED);
    await visit.page.pdf({ format: 'A4' });
    const { swatches, picture } = await visit.page.evaluate<{ swatches: string[]; picture: string }>('globalThis.printed');
    expect(swatches).not.toEqual(dark);
    const colours = await visit.page.evaluate<Record<string, number>>(`${COUNT_COLOURS}(${JSON.stringify(picture)})`);
    // The sea and the land around, of paper; no dark ground left.
    expect(colours['#eef2f1']).toBeGreaterThan(1000);
    expect(colours['#e2e5e1'] ?? 0).toBeGreaterThan(1000);
    expect(colours['#0c161b'] ?? 0).toBe(0);
    expect(swatches.filter((colour) => (colours[colour] ?? 0) > 0).length).toBeGreaterThan(2);
    expect(await visit.page.evaluate<string[]>(SWATCHES)).toEqual(dark);
  }
  await visit.page.emulateMedia({ colorScheme: null });
});

const DRAWN_AND_SEEN = `['.maplibregl-canvas', '.map-picture'].map((one) => document.querySelector(one).toDataURL())`;

test('without a graphics card, the picture that is seen becomes what was drawn: colours, circles, another view', async () => {
  await visit.page.goto(`${visit.app.address}/atlas/range-minutes.proximity`);
  await visit.page.locator('.commune-map[data-drawn]').waitFor();
  const pictures = new Set<string>();
  const gestures = [
    () => visit.page.getByText('Régler la carte').click(),
    () => visit.page.getByRole('slider', { name: 'Une commune est loin au-delà de' }).press('Home'),
    () => visit.page.getByRole('button', { name: 'Cercles selon la population' }).click(),
    () => visit.page.getByRole('button', { name: 'Agrandir la carte' }).click(),
    () => visit.page.setViewportSize({ width: 900, height: 900 }),
    () => visit.page.emulateMedia({ colorScheme: 'dark' }),
  ];
  for (const act of gestures) {
    await act();
    await visit.page.waitForTimeout(1500); // tiles cut and drawn
    const [drawn, seen] = await visit.page.evaluate<string[]>(DRAWN_AND_SEEN);
    expect(await visit.page.evaluate(`${COUNT_COLOURS}(${JSON.stringify(seen)})`)).toEqual(
      await visit.page.evaluate(`${COUNT_COLOURS}(${JSON.stringify(drawn)})`),
    );
    pictures.add(seen!);
  }
  await visit.page.emulateMedia({ colorScheme: null });
  expect(pictures.size).toBe(gestures.length);
});

const SEEN = `document.querySelector('.map-picture').toDataURL()`;

test('a machine that lost its drawer, and a frame that was wide and short, show the same picture again', async () => {
  await visit.page.goto(`${visit.app.address}/atlas/range-minutes.proximity`);
  await visit.page.locator('.commune-map[data-drawn]').waitFor();
  await visit.page.waitForTimeout(1500); // tiles cut and drawn
  const before = await visit.page.evaluate<string>(SEEN);
  // Paper gives a map a third of its width.
  await visit.page.emulateMedia({ media: 'print' });
  await expect.poll(() => visit.page.evaluate<string>(SEEN)).not.toBe(before);
  await visit.page.emulateMedia({ media: 'screen' });
  await expect.poll(() => visit.page.evaluate<string>(SEEN)).toBe(before);
  await visit.page.evaluate(`globalThis.drawer = document.querySelector('.maplibregl-canvas').getContext('webgl2').getExtension('WEBGL_lose_context');
    drawer.loseContext();`);
  await visit.page.waitForTimeout(500);
  expect(await visit.page.evaluate<string>(SEEN)).toBe(before);
  await visit.page.evaluate('drawer.restoreContext()');
  await visit.page.waitForTimeout(2000); // layers, tiles and colours
  expect(await visit.page.evaluate<string>(SEEN)).toBe(before);
  const [drawn, seen] = await visit.page.evaluate<string[]>(DRAWN_AND_SEEN);
  expect(drawn).toBe(seen);
  await visit.page.emulateMedia({ media: null });
});
