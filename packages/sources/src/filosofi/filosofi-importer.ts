import { buildMappedImporter } from '../indicator-tables/mapped-importer.ts';
import { parseMapping, type TableMappingInput } from '../indicator-tables/mapping.ts';

/**
 * Below its thresholds of households (50 for a median, higher for poverty) INSEE leaves cells empty, or writes
 * `s`, `ns`, `nd`: an empty cell of these files is a secret, never a zero (methods §6.2).
 */
const EMPTY_IS_SECRET = { emptyIs: 'secret' as const };
const INCOME: TableMappingInput['indicators'] = ['', 'DISP_'].flatMap((prefix) => [
  { id: 'medianIncome', terms: [`${prefix}MED{yy}`], unit: 'euros' as const, ...EMPTY_IS_SECRET },
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
  vintage: ['MED{yy}', 'DISP_MED{yy}'],
  // The files do not say the year of their communes: the codes themselves tell it later.
  cogYear: null,
  indicators: [...INCOME, ...HOUSEHOLDS],
};

/** Filosofi by commune or by EPCI, which have the same headers: the length of each code tells which. */
export const filosofiImporter = buildMappedImporter(
  parseMapping(
    {
      ...SHARED,
      title: 'INSEE, Filosofi par commune ou EPCI',
      recognise: { columns: ['CODGEO', 'MED{yy}'], noneOf: ['P{last}_POP'] },
      codeColumns: ['CODGEO'],
      geography: 'commune-or-epci',
    } satisfies TableMappingInput,
    'Filosofi',
  ),
);

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
