import { parseMapping, type TableMappingInput } from './mapping.ts';

const percent = (column: string) => ({ column, percent: true });
const minusPercent = (column: string) => ({ column, percent: true, minus: true });
const ofIndicator = (indicator: string) => ({ indicator });

/** The share of the residents whose percentages are given: an estimated count, so that sums over IRIS stay right. */
const shareOfPopulation = (id: string, ...columns: string[]) => ({
  id: `count:${id}`,
  terms: [ofIndicator('count:population')],
  times: columns.map(percent),
  unit: 'count' as const,
});

/**
 * A compiled table of rates by IRIS (census and Filosofi): percentages are turned back into counts. Residents first,
 * then, by the definitions of the census:
 * under 20 = 65+ ÷ (ageing index ÷ 100); employed = 15–64 × employment rate; active = employed ÷ (1 − unemployment);
 * dwellings = households ÷ (1 − vacant − second homes), for a household is a main residence.
 * Its diplomas stop « below the baccalauréat », which is not « no diploma »: that component is left absent, not guessed.
 */
export const IRIS_RATES_MAPPING = parseMapping(
  {
    sourceId: 'iris-indicators',
    title: 'Indicateurs du recensement et de Filosofi par IRIS (taux)',
    recognise: { columns: ['code', 'TYP_IRIS', 'P{yy}_POP', 'dm_0014_pct_{yy}', 'men_tot_stock_{yy}'] },
    codeColumns: ['code'],
    geography: 'iris',
    vintage: ['P{yy}_POP'],
    cogYear: { yearsAfterVintage: 3 },
    indicators: [
      { id: 'count:population', terms: ['P{yy}_POP'], unit: 'count' },
      { id: 'count:populationEarlier', terms: ['P{prev}_POP'], unit: 'count' },
      { id: 'annualGrowth', terms: ['P{yy}_POP'], growthFrom: 'P{prev}_POP', unit: 'ratio' },
      { id: 'count:households', terms: ['men_tot_stock_{yy}'], unit: 'count' },
      shareOfPopulation('population0to14', 'dm_0014_pct_{yy}'),
      shareOfPopulation('population65plus', 'dmv_65p_pct_{yy}'),
      shareOfPopulation('population75plus', 'dmv_75p_pct_{yy}'),
      {
        id: 'count:populationUnder20',
        terms: [ofIndicator('count:population65plus')],
        over: [percent('dmv_iv_ind_{yy}')],
        unit: 'count',
        zeroWith: 'count:population',
      },
      shareOfPopulation('population15to64', 'dm_1524_pct_{yy}', 'dm_2554_pct_{yy}', 'dm_5564_pct_{yy}'),
      {
        id: 'count:employed15to64',
        terms: [ofIndicator('count:population15to64')],
        times: [percent('eco_txemp_1564_{yy}')],
        unit: 'count',
        zeroWith: 'count:population',
      },
      {
        id: 'count:active15to64',
        terms: [ofIndicator('count:employed15to64')],
        over: [{ constant: 1 }, minusPercent('soc_txchom_1564_{yy}')],
        unit: 'count',
        zeroWith: 'count:population',
      },
      {
        id: 'count:unemployed15to64',
        terms: [ofIndicator('count:active15to64')],
        times: [percent('soc_txchom_1564_{yy}')],
        unit: 'count',
      },
      { id: 'unemployment', terms: ['soc_txchom_1564_{yy}'], unit: 'percent' },
      { id: 'count:householdsLoneParent', terms: [ofIndicator('count:households')], times: [percent('men_mono_pct_{yy}')], unit: 'count' },
      {
        id: 'count:dwellings',
        terms: [ofIndicator('count:households')],
        over: [{ constant: 1 }, minusPercent('log_vac_pct_{yy}'), minusPercent('log_ressec_pct_{yy}')],
        unit: 'count',
      },
      { id: 'count:secondHomes', terms: [ofIndicator('count:dwellings')], times: [percent('log_ressec_pct_{yy}')], unit: 'count' },
      {
        id: 'medianIncome',
        terms: ['rev_med_{last}'],
        unit: 'euros',
        emptyIs: 'secret',
        // Medians under 9 000 € and poverty over 70 % are those of declared income: living standards do not fall so low.
        notice:
          'Le revenu médian et la pauvreté de ce tableau paraissent être ceux du revenu déclaré, avant prestations et impôts : ils classent les territoires entre eux, ne les comparez pas au niveau de vie publié.',
      },
      { id: 'povertyRate', terms: ['rev_txpauv_{last}'], unit: 'percent', emptyIs: 'secret' },
    ],
    notices: [
      'Les effectifs sont reconstitués à partir des taux de l’IRIS et de sa population ; les familles monoparentales sont rapportées aux ménages.',
    ],
  } satisfies TableMappingInput,
  'indicateurs par IRIS',
);
