import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { benchGraph } from './bench-graph.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('the check sums go from origin to facility, and leave the unreachable out', async () => {
  // Bourg 0 → Hameau 1 in 600,000 ms, back in 540,000; Hameau → Ferme 2 in 300,001, one way; Île 3: no road.
  const integers = Uint32Array.from([4, 3, 0, 1, 3, 3, 3, 1, 0, 2, 600_000, 540_000, 300_001]);
  const places = Float32Array.from([2.5, 2.75, 3, 9, 46.5, 46.75, 47, 42]);
  await writeFile(join(folder, 'graph.bin'), Buffer.concat([Buffer.from(integers.buffer), Buffer.from(places.buffer)]));
  await writeFile(join(folder, 'origins.csv'), 'id,node,lon,lat\na,0,2.5,46.5\nb,1,2.75,46.75\nc,2,3,47\nd,3,9,42\n');
  await writeFile(
    join(folder, 'facilities.csv'),
    'set,id,node,lon,lat\nferme,1,2,3,47\nbourg,1,0,2.5,46.5\npartout,1,1,0,0\npartout,2,3,9,42\n',
  );

  const bench = await benchGraph(folder);

  // To the Ferme: 900,001 from the Bourg, 300,001 from the Hameau, 0 from itself. To the Bourg: 0 and 540,000, the Ferme has
  // no way out. To the Hameau or the Île: 600,000, 0, none, 0.
  expect(bench.chk).toEqual([1_200_002, 540_000, 600_000]);
  expect(bench.near_s).toHaveLength(3);
  expect(Object.keys(bench)).toEqual([
    'peer',
    'build_s',
    'near_s',
    'near_all_types_s',
    'chk',
    'od890_s',
    'isochrone30_ms',
    'whatif_ms',
    'rss_MB',
  ]);
});

test('without a graph the refusal names the file', async () => {
  await rm(join(folder, 'graph.bin'), { force: true });
  await expect(benchGraph(folder)).rejects.toThrow(/« graph\.bin » n’existe pas/);
});
