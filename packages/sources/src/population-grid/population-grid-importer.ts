import type { PopulationCell } from '@maillage/domain/sources/records.ts';
import { departementOfCommune } from '@maillage/domain/territories/codes.ts';
import proj4 from 'proj4';
import { hasColumns, importTable, yearInPath } from '../import-table.ts';
import type { SourceImporter } from '../importer.ts';
import { parseCommuneCode, parseDecimal, parseText } from '../tables/cells.ts';

/** ETRS89-LAEA, the projection of the European grid (INSPIRE, EPSG:3035). */
const LAEA = proj4('+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +ellps=GRS80 +units=m +no_defs');
/** « CRS3035RES200mN2813400E3787400 »: the south-west corner, metres. */
const CELL_ID = /^CRS3035RES(\d+)mN(\d+)E(\d+)$/;
const CODE_LENGTH = 5;

/**
 * INSEE's squares of 200 m (Filosofi): inhabitants of each, at its middle. A square that several communes share counts for the first of
 * its list; one whose figures INSEE estimated, to keep a secret, says so.
 */
export const populationGridImporter: SourceImporter = {
  sourceId: 'population-grid',
  parserVersion: 1,
  recognise: (probe) => (hasColumns(probe, ['idcar_200m', 'lcog_geo', 'ind']) ? { vintage: yearInPath(probe.path), cogYear: null } : null),
  async importFile(file, { departementCodes }) {
    const records: PopulationCell[] = [];
    const seen = new Set<string>();
    let sharedCount = 0;
    const tally = await importTable(file, ['idcar_200m', 'lcog_geo', 'ind'], (row) => {
      const codes = parseText(row.cell('lcog_geo'));
      if (codes === null) return { reason: 'le carreau n’a pas de commune (colonne « lcog_geo »)' };
      const commune = parseCommuneCode(codes.slice(0, CODE_LENGTH));
      if ('reason' in commune) return commune;
      if (departementCodes !== null && !departementCodes.has(departementOfCommune(commune.code))) return 'out-of-scope';
      const cellId = parseText(row.cell('idcar_200m')) ?? '';
      const middle = middleOfCell(cellId);
      if (middle === null) return { reason: `« ${cellId.slice(0, 40)} » n’est pas un carreau : CRS3035RES200mN…E… est attendu` };
      if (seen.has(cellId)) return { reason: `le carreau ${cellId} figure déjà plus haut` };
      const inhabitants = parseDecimal(row.cell('ind'));
      if (inhabitants.value === null) return { reason: `le carreau ${cellId} n’a pas de nombre d’habitants lisible (colonne « ind »)` };
      if (inhabitants.value < 0) return { reason: `le carreau ${cellId} a un nombre d’habitants négatif` };
      seen.add(cellId);
      if (codes.length > CODE_LENGTH) sharedCount++;
      const estimated = (row.cell('i_est_200') ?? row.cell('i_est_200m')) === '1';
      records.push({ cellId, communeCode: commune.code, ...middle, populationCount: inhabitants.value, estimated });
      return 'record';
    });
    return {
      sourceId: this.sourceId,
      tally,
      notices:
        sharedCount === 0
          ? []
          : [
              `${sharedCount === 1 ? '1 carreau est partagé' : `${sharedCount} carreaux sont partagés`} entre plusieurs communes : la première de la liste en reçoit les habitants.`,
            ],
      datasets: [{ kind: 'population-cells', vintage: yearInPath(file.path), cogYear: null, records }],
    };
  },
};

/** Degrees of the middle of a square; null when the id is none, or falls off the globe. */
function middleOfCell(cellId: string): { lon: number; lat: number } | null {
  const [side, north, east] = CELL_ID.exec(cellId)?.slice(1).map(Number) ?? [];
  if (side === undefined || north === undefined || east === undefined) return null;
  const [lon, lat] = LAEA.inverse([east + side / 2, north + side / 2]);
  return lon !== undefined && lat !== undefined && Number.isFinite(lon) && Math.abs(lat) <= 90 ? { lon, lat } : null;
}
