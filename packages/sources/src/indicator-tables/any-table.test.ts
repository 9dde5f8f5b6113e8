import { DomainError } from '@maillage/domain/errors.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { centralitesImporter } from '../centralites/centralites-importer.ts';
import { franceServicesImporter } from '../france-services/france-services-importer.ts';
import { qpvRegisterImporter } from '../qpv/qpv-register-importer.ts';
import { remotenessImporter } from '../remoteness/remoteness-importer.ts';
import { stationsImporter } from '../stations/stations-importer.ts';
import { INDICATOR_TABLE_IMPORTERS } from './indicator-importers.ts';
import { openedText } from './text-table.test-support.ts';

const HEADERS = [
  [centralitesImporter, 'insee_com;niveau_centralite;niveau_densite'],
  [franceServicesImporter, 'insee_com;id_fs;lib_fs;latitude;longitude;h_lundi'],
  [qpvRegisterImporter, 'code_qp;insee_com;lib_qp_commune;nb_qp_commune'],
  [remotenessImporter, 'code_insee;scale;pct_eloignee_proximite_2021'],
  [stationsImporter, 'CODE_UIC;LIBELLE_GARE;VOYAGEURS;c_geo'],
  ...INDICATOR_TABLE_IMPORTERS.map((importer) => [importer, 'CODGEO;IRIS;COM;code;P22_POP;P16_POP;P22_LOG;P22_RSECOCC'] as const),
] as const;
const CELLS = [
  '01001',
  '59001',
  '010010101',
  '0',
  '-3',
  '12,5',
  's',
  '',
  'Commune',
  'Région',
  'O',
  'N',
  '50.1, 2.1',
  'QN00101M',
  '09:00 - 12:00',
  'Centre local',
];

test.each(HEADERS.map(([importer, header]) => ({ importer, header })))(
  '$importer.sourceId: each row is counted once, whatever it holds',
  async ({ importer, header }) => {
    const width = header.split(';').length;
    const cell = fc.oneof(
      fc.constantFrom(...CELLS),
      fc.string({ maxLength: 8 }).map((text) => text.replace(/[;"\r\n]/g, ' ')),
    );
    const rows = fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(rows, async (cells) => {
        const body = cells.map((row) => `x${row.join(';')}`.replace(/^x(?=.)/, '')).filter((line) => line.trim() !== '');
        const file = openedText([header, ...body].join('\n'));
        const scope = { departementCodes: new Set(['01']) };
        try {
          const { tally } = await importer.importFile(file, scope);
          expect(tally.rowCount).toBe(tally.recordRowCount + tally.outOfScopeCount + tally.rejectCount);
          expect(tally.rejects.every(({ reason }) => reason.length > 0)).toBe(true);
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
        }
      }),
      { seed: 62, numRuns: 120 },
    );
  },
);
