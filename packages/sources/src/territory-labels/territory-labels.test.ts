import { expect, test } from 'vitest';
import { openedText, probeText } from '../indicator-tables/text-table.test-support.ts';
import { territoryLabelImporter } from './territory-labels.ts';

test('each row names a commune or an intercommunality; what cannot be one is a reject that says why', async () => {
  const text = 'code_territoire;etiquette\n01001;littoral\n200000172;bassin minier\n01001;Littoral\n59001;littoral\n1001;rural\n01002;';
  expect(territoryLabelImporter.recognise(probeText(text, 'etiquettes-2025.csv'))).toEqual({ vintage: 2025, cogYear: null });
  expect(territoryLabelImporter.recognise(probeText('territory_code,class,label,territory_kind\n01001,1,dense,commune'))).toBeNull();
  const { tally, datasets } = await territoryLabelImporter.importFile(openedText(text), { departementCodes: new Set(['01']) });
  expect(datasets[0]).toMatchObject({
    records: [
      { territoryCode: '01001', label: 'littoral' },
      { territoryCode: '200000172', label: 'bassin minier' },
    ],
  });
  expect(tally).toMatchObject({ recordRowCount: 2, outOfScopeCount: 1, rejectCount: 3 });
  expect(tally.rejects.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('porte déjà l’étiquette'),
    expect.stringContaining('« 1001 » n’est ni un code de commune'),
    expect.stringContaining('l’étiquette est vide'),
  ]);
});
