import { expect, test } from 'vitest';
import { openedText, probeText } from '../indicator-tables/text-table.test-support.ts';
import { dataInclusionImporter } from './data-inclusion-importer.ts';

const TEXT = `id;source;nom;siret;typologie;thematiques;code_insee;adresse;longitude;latitude;horaires_ouverture;modes_accueil;telephone;recurrence
1;dora;Caf du Bourg;12345678901234;CAF;;01001;1 rue Haute;2.5;50;Mo-Fr 09:00-12:00;en-presentiel;01 02 03 04 05;
2;dora;Atelier;;ASSO;[numerique--s-equiper, mobilite--louer];01001;;2,6;50,1;;"{en-presentiel,a-distance}";;Tu 14:00-16:00
3;dora;À distance;123;ASSO;numerique--utiliser;01002;;;;sur rendez-vous;a-distance;;
4;dora;Jardin;;ASSO;[logement-hebergement];01001;;;;;;;
5;dora;Ailleurs;;CAF;;59001;;;;;;;
1;dora;Deux fois;;CAF;;01001;;;;;;;
1;autre;Même numéro, autre source;;MDS;;01001;;999;50;;;;
6;dora;;;CAF;;01001;;;;;;;
7;dora;Code faux;;CAF;;1001;;;;;;;`;

test('structures and services that are ours, with their hours; what is not read is counted', async () => {
  expect(dataInclusionImporter.recognise(probeText(TEXT, 'structures-inclusion-2025.csv'))).toEqual({ vintage: 2025, cogYear: null });
  expect(dataInclusionImporter.recognise(probeText('id;nom;code_insee\n1;a;01001'))).toBeNull();
  const { tally, notices, datasets } = await dataInclusionImporter.importFile(openedText(TEXT), { departementCodes: new Set(['01']) });
  expect(tally).toMatchObject({ rowCount: 9, recordRowCount: 4, outOfScopeCount: 2, rejectCount: 3 });
  const places = datasets[0]?.kind === 'service-places' ? datasets[0].records : [];
  expect(places).toMatchObject([
    { serviceType: 'caf', siret: '12345678901234', lon: 2.5, positionQuality: 'address', channel: 'site', weeklyOpenMinutes: 900 },
    { serviceType: 'digital', siret: null, lon: 2.6, lat: 50.1, channel: 'permanence', weeklyOpenMinutes: 120 },
    {
      serviceType: 'digital',
      siret: null,
      lon: null,
      positionQuality: 'unknown',
      channel: 'digital',
      weeklyOpenMinutes: null,
      hoursText: 'sur rendez-vous',
    },
    { serviceType: 'solidarity', lon: null },
  ]);
  expect(notices).toEqual([expect.stringMatching(/^1 horaire n’a pas pu être lu \(ligne 4, « sur rendez-vous »\)/)]);
});
