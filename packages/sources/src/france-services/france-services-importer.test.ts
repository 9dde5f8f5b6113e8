import { expect, test } from 'vitest';
import { openedText, probeText } from '../indicator-tables/text-table.test-support.ts';
import { franceServicesImporter } from './france-services-importer.ts';

const TEXT = `id_fs;lib_fs;adresse;complement_adresse;insee_com;latitude;longitude;telephone;h_lundi;h_mardi;h_samedi;format_fs
1;France services du Bourg;1 place du Marché;Mairie;01001;50.1;2.1;01 02 03 04 05;09:00 - 12:00;Fermé;;Fixe
2;Bus du Val;;;01002;;;;1er lundi : 9h-12h;09:00 - 12:00;;Itinérante
3;Ailleurs;;;59001;50;2;;;;;Fixe
4;Perdu;;;1003;50;2;;;;;Fixe
5;Lambert;;;01004;6874349;723601;;;;;Fixe
1;Autre lieu;;;01005;50;2;;;;;Fixe
;Sans numéro;;;01005;50;2;;;;;Fixe
6;Muet;;;01005;50;2;;;;;Fixe`;

test('each place keeps its hours; hours of alternate weeks are unknown, and said so', async () => {
  expect(franceServicesImporter.recognise(probeText(TEXT, 'anct/liste-fs-20240801.csv'))).toEqual({ vintage: 2024, cogYear: null });
  expect(franceServicesImporter.recognise(probeText(TEXT, 'liste.csv'))).toEqual({ vintage: null, cogYear: null });
  const { tally, notices, datasets } = await franceServicesImporter.importFile(openedText(TEXT), { departementCodes: new Set(['01']) });
  expect(tally).toMatchObject({ rowCount: 8, recordRowCount: 3, outOfScopeCount: 1, rejectCount: 4 });
  const sites = datasets[0]?.kind === 'france-services' ? datasets[0].records : [];
  expect(sites[0]).toEqual({
    id: '1',
    name: 'France services du Bourg',
    communeCode: '01001',
    address: '1 place du Marché, Mairie',
    lon: 2.1,
    lat: 50.1,
    format: 'Fixe',
    telephone: '01 02 03 04 05',
    weekHours: [[[540, 720]], [], null, null, null, null, null],
    weeklyOpenMinutes: 180,
  });
  expect(sites[1]).toMatchObject({ id: '2', address: null, lon: null, lat: null, weeklyOpenMinutes: null });
  expect(sites[2]).toMatchObject({ id: '6', weeklyOpenMinutes: null });
  expect(notices).toEqual(['1 horaire n’a pas pu être lu et reste inconnu (ligne 3, lundi : « 1er lundi : 9h-12h »).']);
});
