import { parseMapping, type TableMappingInput } from './mapping.ts';

type Definition = TableMappingInput['indicators'][number];

const count = (id: string, ...columns: string[]): Definition => ({ id: `count:${id}`, terms: columns, unit: 'count' });
const minus = (column: string) => ({ column, minus: true });

/**
 * Counts of the INSEE census files, by commune or IRIS, from which every rate is rebuilt (methods §6.1).
 * P = main exploitation, C = complementary one. Two lines of one id are two spellings met in different files or years.
 */
const CENSUS_INDICATORS: Definition[] = [
  count('population', 'P{yy}_POP'),
  count('populationEarlier', 'P{prev}_POP'),
  { id: 'annualGrowth', terms: ['P{yy}_POP'], growthFrom: 'P{prev}_POP', unit: 'ratio' },
  count('population0to5', 'P{yy}_POP0002', 'P{yy}_POP0305'),
  count('population0to14', 'P{yy}_POP0014'),
  count('populationUnder20', 'P{yy}_POP0019'),
  count('populationUnder20', 'P{yy}_H0019', 'P{yy}_F0019'),
  count('population65plus', 'P{yy}_POP65P'),
  count('population65plus', 'P{yy}_H65P', 'P{yy}_F65P'),
  count('population75plus', 'P{yy}_POP75P'),
  count('population75plus', 'P{yy}_POP7589', 'P{yy}_POP90P'),
  count('households', 'P{yy}_MEN'),
  count('households', 'C{yy}_MEN'),
  count('unemployed15to64', 'P{yy}_CHOM1564'),
  count('active15to64', 'P{yy}_ACT1564'),
  count('employed15to64', 'P{yy}_ACTOCC1564'),
  count('familiesLoneParent', 'C{yy}_FAMMONO'),
  count('families', 'C{yy}_FAM'),
  count('outOfSchoolNoDiploma', 'P{yy}_NSCOL15P_DIPLMIN'),
  count('outOfSchoolNoDiploma', 'P{yy}_NSCOL15P_DIPL0'),
  count('outOfSchool15plus', 'P{yy}_NSCOL15P'),
  count('mainResidences', 'P{yy}_RP'),
  { id: 'count:householdsWithoutCar', terms: ['P{yy}_RP', minus('P{yy}_RP_VOIT1P')], unit: 'count' },
  count('dwellings', 'P{yy}_LOG'),
  count('secondHomes', 'P{yy}_RSECOCC'),
];

/** INSEE’s « dossier complet »: one row per commune, about 1,900 columns, with the income table and the civil registers. */
export const DOSSIER_COMPLET_MAPPING = parseMapping(
  {
    sourceId: 'insee-dossier-complet',
    title: 'INSEE, dossier complet par commune',
    recognise: {
      columns: ['CODGEO', 'P{yy}_POP'],
      anyOf: ['SUPERF', 'P{yy}_LOG', 'C{yy}_FAM', 'P{yy}_ACT1564', 'MED{last}'],
    },
    codeColumns: ['CODGEO'],
    geography: 'commune',
    vintage: ['P{yy}_POP'],
    // RP 2020 is published in the communes of 2023, RP 2022 in those of 2025.
    cogYear: { yearsAfterVintage: 3 },
    indicators: [
      ...CENSUS_INDICATORS,
      { id: 'count:areaKm2', terms: ['SUPERF'], unit: 'count' },
      {
        id: 'count:naturalBalance',
        terms: ['NAISD{yy}', minus('DECESD{yy}')],
        unit: 'balance',
        notice:
          'Les soldes naturel et migratoire sont réduits au solde naturel de l’année (naissances moins décès) : le solde migratoire n’est pas dans ce fichier.',
      },
      { id: 'medianIncome', terms: ['MED{last}'], unit: 'euros' },
      { id: 'povertyRate', terms: ['TP60{last}'], unit: 'percent' },
      { id: 'count:taxHouseholds', terms: ['NBMENFISC{last}'], unit: 'count' },
      { id: 'count:taxPersons', terms: ['NBPERSMENFISC{last}'], unit: 'count' },
    ],
  } satisfies TableMappingInput,
  'dossier complet',
);

const CENSUS_MARKS = ['P{yy}_POP', 'P{yy}_LOG', 'P{yy}_ACT1564', 'C{yy}_FAM', 'P{yy}_NSCOL15P', 'C{yy}_MEN', 'P{yy}_MEN'];

/** The census bases by IRIS (`base-ic-…`) and by commune (`base-cc-…`): one theme a file, the same columns. */
export const CENSUS_IRIS_MAPPING = parseMapping(
  {
    sourceId: 'insee-rp-iris',
    title: 'INSEE, bases infracommunales du recensement (IRIS)',
    recognise: { columns: ['IRIS', 'COM'], anyOf: CENSUS_MARKS },
    codeColumns: ['IRIS'],
    geography: 'iris',
    vintage: CENSUS_MARKS,
    cogYear: { yearsAfterVintage: 3 },
    indicators: CENSUS_INDICATORS,
  } satisfies TableMappingInput,
  'bases IRIS',
);

export const CENSUS_COMMUNE_MAPPING = parseMapping(
  {
    sourceId: 'insee-rp-communes',
    title: 'INSEE, bases communales du recensement',
    recognise: { columns: ['CODGEO'], anyOf: CENSUS_MARKS },
    codeColumns: ['CODGEO'],
    geography: 'commune',
    vintage: CENSUS_MARKS,
    cogYear: { yearsAfterVintage: 3 },
    indicators: CENSUS_INDICATORS,
  } satisfies TableMappingInput,
  'bases communales',
);
