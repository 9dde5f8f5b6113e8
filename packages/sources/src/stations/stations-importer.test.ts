import { expect, test } from 'vitest';
import { openedText, probeText } from '../indicator-tables/text-table.test-support.ts';
import { stationsImporter } from './stations-importer.ts';

const ALL = { departementCodes: null };
const OLD = `CODE_UIC,LIBELLE_GARE,FRET,VOYAGEURS,CODE_LIGNE,COMMUNE,DEPARTEMENT,X (WGS84),Y (WGS84),coordonnees_geographiques
87000001,Bourg,O,N,1000,Bourg,Exemple,2.001,50.001,"50.001, 2.001"
87000001,Bourg,N,O,2000,Bourg,Exemple,2.002,50.002,"50.002, 2.002"
87000002,Val,O,N,1000,Val,Exemple,2.1,50.1,"50.1, 2.1"
87000002,Val,N,O,1000,Val,Exemple,,,
87000003,Perdue,N,O,1000,Val,Exemple,,,
87000004,Lambert,N,O,1000,Val,Exemple,723601,6874349,
,Sans code,N,O,1000,Val,Exemple,2,50,
87000005,Peut-être,N,?,1000,Val,Exemple,2,50,
87000006,Halte,N,O,1000,Val,Exemple,,,"50.5, 2.5"`;

test('a station of two lines is one station, and takes passengers when one of its lines does', async () => {
  expect(stationsImporter.recognise(probeText(OLD))).not.toBeNull();
  const { tally, datasets, notices } = await stationsImporter.importFile(openedText(OLD), ALL);
  expect(datasets[0]?.records).toEqual([
    { code: '87000001', name: 'Bourg', lon: 2.002, lat: 50.002, hasPassengers: true },
    { code: '87000002', name: 'Val', lon: 2.1, lat: 50.1, hasPassengers: true },
    { code: '87000006', name: 'Halte', lon: 2.5, lat: 50.5, hasPassengers: true },
  ]);
  expect(notices).toEqual(['Gares de voyageurs laissées de côté, faute de coordonnées dans le fichier : Perdue.']);
  expect(tally).toMatchObject({ rowCount: 9, recordRowCount: 5, rejectCount: 4, outOfScopeCount: 0 });
});

test('the newer lists of the SNCF are read too', async () => {
  const newer = 'code_uic;libelle;fret;voyageurs;c_geo\n87000001;Bourg;N;O;50.25, 2.75\n87000002;Quai;O;N;"{""lon"": 2.5, ""lat"": 50.5}"';
  expect(stationsImporter.recognise(probeText(newer))).not.toBeNull();
  const { datasets } = await stationsImporter.importFile(openedText(newer.replace('"{""lon"": 2.5, ""lat"": 50.5}"', '50.5, 2.5')), ALL);
  expect(datasets[0]?.records).toEqual([
    { code: '87000001', name: 'Bourg', lon: 2.75, lat: 50.25, hasPassengers: true },
    { code: '87000002', name: 'Quai', lon: 2.5, lat: 50.5, hasPassengers: false },
  ]);
  const passengers = 'nom;segment_drg;position_geographique;codes_uic\nBourg;A;50.25, 2.75;0087000001';
  expect(stationsImporter.recognise(probeText(passengers))).not.toBeNull();
  const read = await stationsImporter.importFile(openedText(passengers), ALL);
  expect(read.datasets[0]?.records).toEqual([{ code: '87000001', name: 'Bourg', lon: 2.75, lat: 50.25, hasPassengers: true }]);
});
