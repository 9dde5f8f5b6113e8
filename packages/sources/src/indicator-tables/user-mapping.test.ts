import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openedText, probeText } from './text-table.test-support.ts';
import { findUserImporter } from './user-mapping.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-mapping-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('the example of the documentation reads the table that stands beside it', async () => {
  const example = /```json\n([\s\S]*?)```/.exec(readFileSync(new URL('README.md', import.meta.url), 'utf8'))?.[1] ?? '';
  await writeFile(join(folder, 'minima.mapping.json'), example);
  const importer = await findUserImporter(join(folder, 'minima.csv'), 'minima.csv');
  const csv = 'insee;rsa_c2s_pct;km_trajet;pop_desservie;pop_totale\n01004;12,5;8;30;120';
  expect(importer?.recognise(probeText(csv))).toEqual({ vintage: 2023, cogYear: 2024 });
  const file = await importer?.importFile(openedText(csv), { departementCodes: null });
  expect(file?.datasets[0]?.records).toMatchObject([{ value: 0.125 }, { value: 8 }, { value: 0.25 }, { value: 120 }, { value: 0.25 }]);
  // What no component of needs takes is shown under its own title.
  expect(file?.datasets[0]).toMatchObject({
    userIndicators: [{ id: 'partDesservie', label: 'Habitants desservis par le réseau', unit: 'ratio' }],
  });
});

test('a table without a mapping has none; a mapping badly written is refused by name', async () => {
  expect(await findUserImporter(join(folder, 'autre.csv'), 'autre.csv')).toBeNull();
  await writeFile(join(folder, 'faux.mapping.json'), '{"sourceId": 3}');
  await expect(findUserImporter(join(folder, 'faux.csv'), 'social/faux.csv')).rejects.toThrow(/social\/faux\.mapping\.json.*« sourceId »/);
});
