import type { SourceImporter } from '../importer.ts';
import { buildMappedImporter } from '../indicator-tables/mapped-importer.ts';
import { parseMapping, type TableMappingInput } from '../indicator-tables/mapping.ts';

/**
 * Below its thresholds of households (50 for a median, higher for poverty) INSEE leaves cells empty, or writes
 * `s`, `ns`, `nd`: an empty cell of these files is a secret, never a zero (methods §6.2).
 */
const EMPTY_IS_SECRET = { emptyIs: 'secret' as const };
const INCOME: TableMappingInput['indicators'] = ['', 'DISP_'].flatMap((prefix) => [
  { id: 'medianIncome', terms: [`${prefix}MED{yy}`], unit: 'euros' as const, ...EMPTY_IS_SECRET },
  // The distribution files (« FILO2019_DISP_COM ») call the median by its place among the quartiles.
  { id: 'medianIncome', terms: [`${prefix}Q2{yy}`], unit: 'euros' as const, ...EMPTY_IS_SECRET },
  { id: 'povertyRate', terms: [`${prefix}TP60{yy}`], unit: 'percent' as const, ...EMPTY_IS_SECRET },
]);
const HOUSEHOLDS: TableMappingInput['indicators'] = [
  { id: 'count:taxHouseholds', terms: ['NBMENFISC{yy}'], unit: 'count', ...EMPTY_IS_SECRET },
  { id: 'count:taxHouseholds', terms: ['NBMEN{yy}'], unit: 'count', ...EMPTY_IS_SECRET },
  { id: 'count:taxPersons', terms: ['NBPERSMENFISC{yy}'], unit: 'count', ...EMPTY_IS_SECRET },
  { id: 'count:taxPersons', terms: ['NBPERS{yy}'], unit: 'count', ...EMPTY_IS_SECRET },
];
const SHARED = {
  sourceId: 'insee-filosofi',
  vintage: ['MED{yy}', 'DISP_MED{yy}', 'Q2{yy}', 'TP60{yy}'],
  // The files do not say the year of their communes: the codes themselves tell it later.
  cogYear: null,
  indicators: [...INCOME, ...HOUSEHOLDS],
};

const communeTable = buildMappedImporter(
  parseMapping(
    {
      ...SHARED,
      title: 'INSEE, Filosofi par commune ou EPCI',
      recognise: { columns: ['CODGEO'], anyOf: ['MED{yy}', 'Q2{yy}', 'TP60{yy}'], noneOf: ['P{last}_POP'] },
      codeColumns: ['CODGEO'],
      geography: 'commune-or-epci',
    } satisfies TableMappingInput,
    'Filosofi',
  ),
);

/**
 * Filosofi by commune or by EPCI, which have the same headers: the length of each code tells which. The table of declared
 * income of the same archive (« FILO2019_DEC_COM ») shares the headers of disposable income: only its name tells it, and it is
 * left aside, for the two medians are not the same notion.
 */
export const filosofiImporter: SourceImporter = {
  ...communeTable,
  parserVersion: communeTable.parserVersion + 1,
  recognise: (probe) => (/_DEC_/i.test(probe.path.split(/[/»]/).at(-1) ?? '') ? null : communeTable.recognise(probe)),
};

/** Filosofi by IRIS, disposable income (`DISP_`); the declared income of the sister file is another notion, not read. */
export const filosofiIrisImporter = buildMappedImporter(
  parseMapping(
    {
      ...SHARED,
      title: 'INSEE, Filosofi par IRIS',
      recognise: { columns: ['IRIS', 'DISP_MED{yy}'] },
      codeColumns: ['IRIS'],
      geography: 'iris',
    } satisfies TableMappingInput,
    'Filosofi IRIS',
  ),
);
