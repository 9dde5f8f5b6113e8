import { expect, test } from 'vitest';
import { openedText, probeText } from '../indicator-tables/text-table.test-support.ts';
import { centralitesImporter, centralityLevelOf } from './centralites-importer.ts';

const TEXT = `insee_com,lib_com,niveau_centralite,niveau_densite,niveau_ruralite
01001,Bourg,Centre majeur d'équipements et de services,Grands centres urbains,Hors champ : DOM ou commune urbaine
01002,Hameau,Communes non centre,Rural à habitat dispersé,Les ruralités résidentielles mixtes
01003,Val,Centre local d'équipements et de services,,
01003,Val,Communes non centre,,
01004,Pré,Centre immense,Bourgs ruraux,
59001,Nord,Communes non centre,Bourgs ruraux,
1005,Perdu,Communes non centre,Bourgs ruraux,
01006,Muet,,,`;

test('the five published levels are told by their labels, 0 for a commune that is no centre', async () => {
  expect(centralitesImporter.recognise(probeText(TEXT))).not.toBeNull();
  const { tally, datasets } = await centralitesImporter.importFile(openedText(TEXT), { departementCodes: new Set(['01']) });
  expect(tally).toMatchObject({ rowCount: 8, recordRowCount: 3, outOfScopeCount: 1, rejectCount: 4 });
  const levels =
    datasets[0]?.kind === 'published-communes' ? datasets[0].records.filter(({ measure }) => measure === 'centrality-level') : [];
  expect(levels.map(({ communeCode, value }) => [communeCode, value])).toEqual([
    ['01001', 4],
    ['01002', 0],
    ['01003', 1],
  ]);
  expect(datasets[0]?.records).toContainEqual({
    communeCode: '01002',
    measure: 'density-label',
    text: 'Rural à habitat dispersé',
    value: null,
  });
});

test('a level is read in the singular and in the plural, and never guessed', () => {
  expect(['Centres structurants', 'Centre intermédiaire', 'Non centre', 'Centres locaux'].map(centralityLevelOf)).toEqual([3, 2, 0, 1]);
  expect(centralityLevelOf('Centre')).toBeNull();
});
