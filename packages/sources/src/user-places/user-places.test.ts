import { expect, test } from 'vitest';
import { openedText, probeText } from '../indicator-tables/text-table.test-support.ts';
import { buildPlacesImporter, describesPlaces, parsePlacesMapping } from './user-places.ts';

const mapping = (places: Record<string, unknown>) => ({ title: 'Nos lieux', vintage: 2025, places });
const columns = {
  name: 'lieu',
  communeCode: 'commune',
  type: 'quoi',
  lon: 'x',
  lat: 'y',
  channel: 'accueil',
  hours: 'horaires',
  weeklyHours: 'heures',
};
const FULL = mapping({ columns, types: { MDS: 'solidarity', 'Espace numérique': 'digital' }, channels: { 'le mardi': 'permanence' } });

const TEXT = `lieu;commune;quoi;x;y;accueil;horaires;heures
MDS d’Arras;01001;MDS;2,5;50;le mardi;Tu 09:00-12:00;
Cyber;01002;Espace numérique;;;;n'importe quand;
Bus;01001;MDS;2.5;50;itinerant;;7,5
;01001;MDS;;;;;
Loin;59001;MDS;;;;;
Piscine;01001;Piscine;;;;;
Borne;01001;MDS;;;par pigeon;;
Mer;01001;MDS;200;50;;;
Texte;01001;MDS;est;50;;;
Code;1001;MDS;;;;;`;

test('each row of the list is a place or a counted reject, in the words of the mapping', async () => {
  const importer = buildPlacesImporter(parsePlacesMapping(FULL, 'nos-lieux.mapping.json'));
  expect(importer.recognise(probeText(TEXT))).toEqual({ vintage: 2025, cogYear: null });
  expect(importer.recognise(probeText('lieu;commune\na;01001'))).toBeNull();
  const { tally, notices, datasets } = await importer.importFile(openedText(TEXT), { departementCodes: new Set(['01']) });
  expect(tally).toMatchObject({ rowCount: 10, recordRowCount: 3, outOfScopeCount: 1, rejectCount: 6 });
  expect(tally.rejects.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('n’a pas de nom (colonne « lieu »)'),
    expect.stringContaining('« Piscine » n’est pas dans « types »'),
    expect.stringContaining('« par pigeon » n’est pas dans « channels »'),
    expect.stringContaining('« Mer » a des coordonnées impossibles'),
    expect.stringContaining('« Texte » a des coordonnées impossibles'),
    expect.stringContaining('1001'),
  ]);
  expect(datasets[0]?.kind === 'service-places' ? datasets[0].records : []).toMatchObject([
    { serviceType: 'solidarity', lon: 2.5, channel: 'permanence', weeklyOpenMinutes: 180 },
    { serviceType: 'digital', lon: null, channel: 'site', weeklyOpenMinutes: null },
    { channel: 'itinerant', weeklyOpenMinutes: 450 },
  ]);
  expect(notices).toEqual([expect.stringMatching(/^1 horaire n’a pas pu être lu \(ligne 3/)]);
});

test('a mapping that does not say of which service the places are, or misspells a key, is refused with what to write', () => {
  expect(describesPlaces(FULL)).toBe(true);
  expect(describesPlaces({ title: 'Indicateurs', columns: {} })).toBe(false);
  const refuse = (places: Record<string, unknown>) => () => parsePlacesMapping(mapping(places), 'm.json');
  expect(refuse({ columns: { name: 'a', communeCode: 'b' } })).toThrow(/« places » doit dire de quel service il s’agit/);
  expect(refuse({ columns: { name: 'a' }, serviceType: 'caf' })).toThrow(/places\.columns\.communeCode/);
  expect(refuse({ columns, colonnes: {} })).toThrow(/ne peut pas être suivi/);
});
