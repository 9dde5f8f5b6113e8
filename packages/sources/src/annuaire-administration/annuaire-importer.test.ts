import { expect, test } from 'vitest';
import { openedText } from '../indicator-tables/text-table.test-support.ts';
import { annuaireImporter } from './annuaire-importer.ts';
import { directoryWeek } from './directory-hours.ts';

const scope = { departementCodes: new Set(['01']) };
const range = (from: string, to: string, ...hours: string[]) => ({
  ...{ nom_jour_debut: from, nom_jour_fin: to, valeur_heure_debut_1: hours[0], valeur_heure_fin_1: hours[1] },
  ...{ valeur_heure_debut_2: hours[2] ?? '', valeur_heure_fin_2: hours[3] ?? '' },
});
const entry = (given: Record<string, unknown>) => ({
  ...{ id: 'a', nom: 'Caf du Bourg', code_insee_commune: '01001', siret: '12345678901234', pivot: [{ type_service_local: 'caf' }] },
  adresse: [
    { type_adresse: 'Adresse postale', numero_voie: 'BP 1', code_postal: '01000', nom_commune: 'Bourg' },
    { type_adresse: 'Adresse', numero_voie: '1 rue Haute', code_postal: '01000', nom_commune: 'Bourg', longitude: '2.5', latitude: '50' },
  ],
  plage_ouverture: [range('Lundi', 'Vendredi', '09:00:00', '12:00:00', '14:00:00', '17:00:00')],
  telephone: [{ valeur: '01 02 03 04 05' }],
  ...given,
});

test('each counter keeps where one goes, its hours and its number; entries of no service of ours are out of scope', async () => {
  const list = {
    service: [
      entry({}),
      entry({
        id: 'b',
        nom: 'Mairie et Maison France services',
        pivot: [{ type_service_local: 'mairie' }, { type_service_local: 'france_services' }],
      }),
      entry({ id: 'c', nom: 'Sans horaires', adresse: '', plage_ouverture: '', telephone: null }),
      entry({ id: 'd', pivot: [{ type_service_local: 'ambassade' }] }),
      entry({ id: 'e', code_insee_commune: '59001' }),
      entry({ id: 'f', nom: 'Jour inconnu', plage_ouverture: [range('Jeudredi', 'Jeudredi', '09:00', '12:00')] }),
      entry({ id: 'g', code_insee_commune: '1001' }),
      { nom: 'Sans identifiant' },
      'pas une entrée',
      entry({ id: 'h', pivot: '[cassé' }),
    ],
  };
  expect(
    annuaireImporter.recognise({ path: 'x.json', format: 'json', columns: ['id', 'pivot', 'plage_ouverture'], sampleRows: [] }),
  ).not.toBeNull();
  expect(annuaireImporter.recognise({ path: 'annuaire.json', format: 'json', columns: ['id'], sampleRows: [] })).toBeNull();
  const { tally, notices, datasets } = await annuaireImporter.importFile(openedText(JSON.stringify(list), 'x.json'), scope);
  expect(tally).toMatchObject({ rowCount: 10, recordRowCount: 4, outOfScopeCount: 2, rejectCount: 4 });
  const places = datasets[0]?.kind === 'service-places' ? datasets[0].records : [];
  expect(places[0]).toEqual({
    ...{ sourceKey: 'a', siret: '12345678901234', finess: null, serviceType: 'caf', name: 'Caf du Bourg', communeCode: '01001' },
    ...{ address: '1 rue Haute, 01000 Bourg', lon: 2.5, lat: 50, positionQuality: 'address', channel: 'site', weeklyOpenMinutes: 1800 },
    ...{ hoursText: 'lundi à vendredi 9 h 00-12 h 00 et 14 h 00-17 h 00', telephone: '01 02 03 04 05' },
  });
  expect(places.filter(({ sourceKey }) => sourceKey === 'b').map(({ serviceType }) => serviceType)).toEqual(['A129', 'A128']);
  expect(places.find(({ sourceKey }) => sourceKey === 'c')).toMatchObject({
    address: null,
    lon: null,
    weeklyOpenMinutes: null,
    telephone: null,
  });
  expect(notices).toEqual([expect.stringMatching(/^1 entrée a des horaires illisibles \(Jour inconnu\)/)]);
});

test('the same directory as a table, its nested columns written as JSON', async () => {
  const cell = (value: unknown) => `"${JSON.stringify(value).replaceAll('"', '""')}"`;
  const { id, nom, code_insee_commune, pivot, adresse, plage_ouverture, telephone } = entry({});
  const text = `id;nom;code_insee_commune;pivot;adresse;plage_ouverture;telephone\n${id};${nom};${code_insee_commune};${[pivot, adresse, plage_ouverture, telephone].map(cell).join(';')}`;
  const { tally, datasets } = await annuaireImporter.importFile(openedText(text), scope);
  expect(tally).toMatchObject({ recordRowCount: 1, rejectCount: 0 });
  expect(datasets[0]).toMatchObject({ records: [{ serviceType: 'caf', weeklyOpenMinutes: 1800 }] });
});

test('a document that is no list is a reject that says what was expected', async () => {
  const { tally } = await annuaireImporter.importFile(openedText('{"autre": 1}', 'x.json'), scope);
  expect(tally.rejects[0]?.reason).toMatch(/ni une liste, ni \{ "service"/);
});

test.each([
  [[], null],
  [[range('Lundi', 'Lundi', '09:00', '12:00')], 180],
  [[range('Samedi', 'Lundi', '09:00', '12:00')], 'unreadable'],
  [[range('Lundi', 'Mardi', '12:00', '09:00')], 'unreadable'],
  [[range('Lundi', 'Mardi', '25:00', '26:00')], 'unreadable'],
  [[range('Lundi', 'Mardi', '', '')], 0],
])('%j', (ranges, expected) => {
  const week = directoryWeek(ranges);
  expect(week === null || week === 'unreadable' ? week : week.weeklyOpenMinutes).toBe(expected);
});
