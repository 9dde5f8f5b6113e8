import { DEFAULT_PARAMETERS } from '@maillage/domain/runs/parameters.ts';
import type { RunResults } from '@maillage/domain/runs/results.ts';
import type { Commune } from '@maillage/domain/territories/territory.ts';
import { expect, test } from 'vitest';
import { computeFindings } from './compute-findings.ts';
import { computeTypology } from './compute-typology.ts';

const commune = (code: string, populationCount: number | null, epciCode: string | null = null): Commune => ({
  ...{ code, name: `Commune ${code}`, populationCount, epciCode, departementCode: '00', regionCode: '00' },
  ...{ arrondissementCode: null, cantonCode: null, lon: 2, lat: 50, centreMethod: 'given', areaKm2: 10, isOwn: true },
});
const noFacts: Pick<RunResults, 'ranges' | 'centres' | 'services' | 'needComponents' | 'territoryFigures'> = {
  ...{ ranges: [], centres: [], services: [], needComponents: [], territoryFigures: [] },
};

test('ten communes of two kinds: two types in words at least, and eight test territories that stand for all', () => {
  const communes = Array.from({ length: 10 }, (_, index) => commune(`000${10 + index}`, 100));
  const town = (index: number) => Number(index < 5);
  const column = (value: (index: number) => number) => Float64Array.from(communes, (_, index) => value(index));
  const none = column(() => Number.NaN);
  const typology = computeTypology({
    ...{ territoryLabels: [], rules: DEFAULT_PARAMETERS.typology },
    communes,
    territories: [],
    columns: [none, none, column((index) => town(index) + index / 100), none, column((index) => 3 * town(index)), none, column(town)],
  });
  const own = typology.rows.filter(({ kind }) => kind === 'commune');
  expect(own[0]?.label?.split(', ').sort()).toEqual(['bien équipé', 'dense', 'précaire']);
  expect(own[9]?.label?.split(', ').sort()).toEqual(['aisé', 'peu dense', 'peu équipé']);
  expect(new Set(own.slice(0, 5).map((row) => row.class))).not.toContain(own[9]?.class);
  expect(typology.testTerritories.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(typology.testTerritories.reduce((sum, { representedShareRatio }) => sum + representedShareRatio, 0)).toBeCloseTo(1, 12);
  expect(typology.gapRatio).toBe(0);
  expect(typology.notes).toEqual([]);
  // No commune has an intercommunality here: each stands apart, and the rule costs nothing.
  expect(typology.constraints.map(({ kind, costRatio }) => [kind, costRatio])).toEqual([['one-per-epci', 0]]);
});

/** Twelve communes on a line, every two of them of one intercommunality; the labels are the coast (first) and the mines (last). */
function lineOfCommunes(rules: Partial<typeof DEFAULT_PARAMETERS.typology> = {}) {
  const communes = Array.from({ length: 12 }, (_, index) => ({
    ...commune(`000${10 + index}`, index === 11 ? 1 : 100),
    epciCode: `EPCI${index >> 1}`,
  }));
  const column = (value: (index: number) => number) => Float64Array.from(communes, (_, index) => value(index));
  const none = column(() => Number.NaN);
  const position = column((index) => (index < 6 ? index / 10 : 5 + index / 10));
  return computeTypology({
    communes,
    territories: [],
    columns: [none, none, position, none, position, none, column((index) => Number(index < 6))],
    territoryLabels: [
      { territoryCode: '00010', label: 'littoral' },
      { territoryCode: '00021', label: 'bassin minier' },
      { territoryCode: 'EPCI5', label: 'bassin minier' },
    ],
    rules: { ...DEFAULT_PARAMETERS.typology, testUnit: 'commune', onePerEpci: false, ...rules },
  });
}

test('each label has a test territory, and what that costs is told', () => {
  const free = lineOfCommunes({ requiredLabels: [] });
  expect(free.constraints).toEqual([]);
  expect(free.testTerritories.map(({ territoryCode }) => territoryCode)).not.toContain('00021');
  const bound = lineOfCommunes();
  expect(bound.testTerritories.map(({ territoryCode }) => territoryCode)).toContain('00021');
  const miners = bound.constraints.find(({ label }) => label === 'bassin minier');
  expect(miners?.metBy).toEqual(['00021']);
  expect(miners?.costRatio).toBeGreaterThan(0);
  expect(bound.testTerritories.find(({ territoryCode }) => territoryCode === '00021')?.labels).toEqual(['bassin minier']);
  const unknown = lineOfCommunes({ requiredLabels: ['montagne'] });
  expect(unknown.notes).toEqual([expect.stringContaining('« montagne »')]);
  expect(unknown.testTerritories).toHaveLength(8);
});

test('one commune of each intercommunality at most, when there are enough of them', () => {
  const apart = lineOfCommunes({ onePerEpci: true });
  // Six intercommunalities for eight territories: told, not imposed.
  expect(apart.notes).toEqual([expect.stringContaining('moins de 8 intercommunalités')]);
  expect(apart.testTerritories).toHaveLength(8);
});

test('more classes than units: no type at that scale, and where to mend it', () => {
  const typology = lineOfCommunes({ classCount: 13 });
  expect(typology.rows.every((row) => row.class === null)).toBe(true);
  expect(typology.notes[0]).toBe(
    '13 classes sont demandées pour 12 communes décrites : il n’y a pas de types à cette échelle. Demandez-en moins (paramètre « typology », « classCount »).',
  );
  expect(
    new Set(
      lineOfCommunes({ classCount: 3 })
        .rows.filter(({ kind }) => kind === 'commune')
        .map((row) => row.class),
    ).size,
  ).toBe(3);
});

test('too few territories: no type, no test territory, and the reason', () => {
  const columns = Array.from({ length: 7 }, () => Float64Array.of(1, 2, 3));
  const typology = computeTypology({
    ...{ territoryLabels: [], rules: DEFAULT_PARAMETERS.typology },
    communes: ['00001', '00002', '00003'].map((code) => commune(code, 100)),
    territories: [],
    columns,
  });
  expect(typology.rows.map((row) => row.class)).toEqual([null, null, null]);
  expect(typology.testTerritories).toEqual([]);
  expect(typology.reasons.testTerritories).toContain('il en faut 8');
});

test('the eight findings of the model scheme: told by the data, contradicted, or not to be told', () => {
  const centre = (communeCode: string, level: 0 | 1 | 2 | 3 | 4) => ({
    ...{ communeCode, level, score: 0, servicesCount: 0, attractedTo: null, attractedMinutes: null },
  });
  const grows = (communeCode: string, value: number) => ({ communeCode, componentId: 'annualGrowth', value, status: 'known' as const });
  const facts = { ...noFacts, survey: [], communes: [commune('00001', 100), commune('00002', 100)] };
  const holds = (input: Parameters<typeof computeFindings>[0], id: string) => computeFindings(input).find((one) => one.id === id)?.holds;
  expect(computeFindings(facts)).toHaveLength(8);
  expect(computeFindings(facts).every((one) => one.holds === null && one.figures.length > 0)).toBe(true);
  expect(holds({ ...facts, centres: [centre('00001', 3), centre('00002', 1)] }, 'centres-hierarchy')).toBe(false);
  expect(holds({ ...facts, centres: [centre('00001', 4), centre('00002', 1), centre('00003', 2)] }, 'centres-hierarchy')).toBe(true);
  expect(holds({ ...facts, needComponents: [grows('00001', 0.01), grows('00002', -0.01)] }, 'contrasted-dynamics')).toBe(true);
  expect(holds({ ...facts, needComponents: [grows('00001', 0.01), grows('00002', 0.02)] }, 'contrasted-dynamics')).toBe(false);
  const share = (kind: 'departement' | 'region', range: string, value: number) => ({
    kind,
    code: '00',
    figureId: `far-share.${range}`,
    value,
  });
  const shares = (own: number) =>
    ['proximity', 'intermediate', 'superior'].flatMap((range) => [share('departement', range, own), share('region', range, 0.1)]);
  expect(holds({ ...facts, territoryFigures: shares(0.05) }, 'adaptation-not-lack')).toBe(true);
  expect(holds({ ...facts, territoryFigures: shares(0.2) }, 'adaptation-not-lack')).toBe(false);
});
