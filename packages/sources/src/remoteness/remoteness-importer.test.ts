import { DomainError } from '@maillage/domain/errors.ts';
import { expect, test } from 'vitest';
import { openedText, probeText } from '../indicator-tables/text-table.test-support.ts';
import { remotenessImporter } from './remoteness-importer.ts';

const TEXT = `code_insee,nom,scale,pct_eloignee_proximite_2021,pct_eloignee_intermediaires_2021,pct_eloignee_superieurs_2021
01001,Bourg,Commune,0,0,0
01002,Hameau,Commune,"100,0",2.5,
01,Exemple,Département,2.1,0.6,0
01,Outre-Mer,Région,0.4,0.1,0
59001,Nord,Commune,0,0,0
01003,Val,Commune,120,0,0
01004,Pré,Commune,peu,0,0
01005,Lieu,Canton,1,1,1
01001,Bourg,Commune,1,0,0
1006,Perdu,Commune,1,0,0`;

test('a Département and a région of the same code keep their own shares', async () => {
  expect(remotenessImporter.recognise(probeText(TEXT))).toEqual({ vintage: 2021, cogYear: null });
  const { tally, datasets } = await remotenessImporter.importFile(openedText(TEXT), { departementCodes: new Set(['01']) });
  expect(tally).toMatchObject({ rowCount: 10, recordRowCount: 4, outOfScopeCount: 1, rejectCount: 5 });
  expect(tally.rejects.map(({ line }) => line)).toEqual([7, 8, 9, 10, 11]);
  expect(datasets[1]?.records).toContainEqual({ kind: 'departement', code: '01', measure: 'remote-proximity-percent', value: 2.1 });
  expect(datasets[1]?.records).toContainEqual({ kind: 'region', code: '01', measure: 'remote-proximity-percent', value: 0.4 });
  expect(datasets[0]?.records).toContainEqual({ communeCode: '01002', measure: 'remote-proximity-percent', text: null, value: 100 });
  expect(datasets[0]?.records).toContainEqual({ communeCode: '01002', measure: 'remote-superior-percent', text: null, value: null });
});

test('a file without its percent columns is refused by name', async () => {
  await expect(remotenessImporter.importFile(openedText('code_insee,nom\n01001,Bourg'), { departementCodes: null })).rejects.toThrow(
    DomainError,
  );
});
