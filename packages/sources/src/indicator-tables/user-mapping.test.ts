import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IndicatorValue } from '@maillage/domain/sources/records.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aggregateIndicators } from './aggregation.ts';
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

test('a register masks its few people, and all that is made of them: the rate, and the total of the communes', async () => {
  const indicators = [
    { id: 'count:usagers', terms: ['usagers'], unit: 'count', maskBelow: 5 },
    { id: 'partUsagers', label: 'Usagers', terms: [{ indicator: 'count:usagers' }], over: ['habitants'], unit: 'ratio' },
  ];
  const mapping = {
    ...{ sourceId: 'registre', title: 'Registre', recognise: { columns: ['usagers'] }, codeColumns: ['insee'], geography: 'commune' },
    ...{ vintage: 2024, cogYear: 2024, indicators },
  };
  await writeFile(join(folder, 'registre.mapping.json'), JSON.stringify(mapping));
  const importer = await findUserImporter(join(folder, 'registre.csv'), 'registre.csv');
  const file = openedText('insee;usagers;habitants\n01001;0;100\n01002;1;100\n01003;4;100\n01004;5;100');
  const records = ((await importer!.importFile(file, { departementCodes: null })).datasets[0] as { records: IndicatorValue[] }).records;
  const of = (id: string) => records.filter(({ indicatorId }) => indicatorId === id).map(({ value, status }) => value ?? status);
  expect(of('count:usagers')).toEqual([0, 'secret', 'secret', 5]);
  expect(of('partUsagers')).toEqual([0, 'secret', 'secret', 0.05]);
  const [total] = aggregateIndicators(records, () => [{ code: 'E1', weightRatio: 1 }]);
  expect(total).toMatchObject({ indicatorId: 'count:usagers', value: null, status: 'secret' });

  await writeFile(join(folder, 'registre.mapping.json'), JSON.stringify({ ...mapping, geography: 'commune-or-epci' }));
  await expect(findUserImporter(join(folder, 'registre.csv'), 'registre.csv')).rejects.toThrow(/« geography ».*diraient ce qui est masqué/);
});

test('a table without a mapping has none; a mapping badly written is refused by name', async () => {
  expect(await findUserImporter(join(folder, 'autre.csv'), 'autre.csv')).toBeNull();
  await writeFile(join(folder, 'faux.mapping.json'), '{"sourceId": 3}');
  await expect(findUserImporter(join(folder, 'faux.csv'), 'social/faux.csv')).rejects.toThrow(/social\/faux\.mapping\.json.*« sourceId »/);
});
