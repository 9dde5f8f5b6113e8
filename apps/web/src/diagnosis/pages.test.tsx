import type { Diagnosis } from '@maillage/domain/diagnosis/diagnosis.ts';
import type { Priorities } from '@maillage/domain/priorities/priorities.ts';
import type { Quarters } from '@maillage/domain/quarters/quarters.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter, Route, Routes } from 'react-router';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { chapterQuery } from '../api/chapter-query.ts';
import { communesQuery, diagnosisQuery, latestRunQuery } from '../api/queries.ts';
import { FindingsPage } from './FindingsPage.tsx';
import { NeedsPage } from './NeedsPage.tsx';
import { QuarterPage } from './QuarterPage.tsx';
import { QuartersPage } from './QuartersPage.tsx';
import { SurveyPage } from './SurveyPage.tsx';

const run: RunSummary = {
  ...{ id: '0123456789abcdef', departementCode: '00', departementName: 'Fictif', fictional: true, cogYear: 2026, engineVersion: '0.1.0' },
  ...{ publishedAt: '2026-01-01T00:00:00.000Z', communeCount: 1, populationCount: 10 },
};
const unknown = {
  ...{ countInside: null, countOnEdge: null, nearestWalkMinutes: null, countWithin: null, residentShares: null },
  ...{ communeRestShares: null, epciRestShares: null, countInCommunes: 1, weeklyHours: null },
};
const known = { ...unknown, countInside: 0, countOnEdge: 0, nearestWalkMinutes: 7, countWithin: [0, 1, 2] as [number, number, number] };
const [tilleuls, saules] = [
  { qpvCode: 'QN001', name: 'Les Tilleuls' },
  { qpvCode: 'QN002', name: 'Les Saules' },
];
const noPlace = {
  communeCodes: ['00001'],
  perimeterKnown: false,
  areaKm2: null,
  residentCount: null,
  absentInside: null,
  absentWithin15: null,
};
const priorities: Priorities = {
  ...{ communeCodes: ['00001'], need: [0.5], needClasses: ['middle'], needCuts: [0, 1], emptyReasons: {} },
  tables: [
    {
      ...{ theme: 'overall', label: 'Ensemble', unit: 'place', serviceCount: 3, deficit: [0.7], deficitClasses: ['high'] },
      ...{ deficitCuts: [0.3, 0.6], priorities: [2], nearPriorities: [1] },
    },
    {
      ...{ theme: 'theme.numerique', label: 'Numérique', unit: 'minutes', serviceCount: 0, deficit: [null], deficitClasses: [null] },
      ...{ deficitCuts: null, priorities: [null], nearPriorities: [null] },
    },
  ],
};
const quarters: Quarters = {
  layers: [
    { id: 'library', label: 'Bibliothèque', knowledge: 'placed' },
    { id: 'caf', label: 'CAF', knowledge: 'not-collected' },
  ],
  summaries: [
    { ...tilleuls, ...noPlace, perimeterKnown: true, areaKm2: 0.16, residentCount: 412.5, absentInside: ['library'], absentWithin15: [] },
    { ...saules, ...noPlace },
  ],
  rows: [
    { ...tilleuls, ...known, perimeterKnown: true, layer: 'library', residentShares: [0, 0.5, 1] },
    { ...saules, ...unknown, perimeterKnown: false, layer: 'library' },
  ],
  places: [],
  emptyReasons: {},
};
const diagnosis: Diagnosis = {
  ...{
    needSensitivities: [],
    typology: [],
    typologySummaries: [],
    testTerritories: [],
    testTerritoriesGapRatio: null,
    testConstraints: [],
    typologyNotes: [],
  },
  survey: [],
  surveys: [],
  perceived: [],
  findings: [
    {
      ...{ id: 'mobility', title: 'La mobilité est un enjeu fort', rule: 'Une règle.', holds: null, public: 'tous', territories: [] },
      figures: [{ label: 'habitants loin d’une gare', text: '10,5 %' }],
    },
  ],
  emptyReasons: { survey: 'Aucune enquête n’est chargée.' },
};

beforeAll(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(480);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(800);
});
afterEach(cleanup);

function show(page: ReactNode, address = '/', crossed = priorities) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } });
  client.setQueryData(latestRunQuery.queryKey, run);
  client.setQueryData(diagnosisQuery(run.id).queryKey, diagnosis);
  client.setQueryData(communesQuery(run.id).queryKey, []);
  client.setQueryData(chapterQuery(run.id, 'quarters').queryKey, quarters);
  client.setQueryData(chapterQuery(run.id, 'priorities').queryKey, crossed);
  render(
    <QueryClientProvider client={client}>
      <MemoryRouter initialEntries={[address]}>
        <Routes>
          <Route path="/quartiers/:code" element={page} />
          <Route path="*" element={page} />
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

test('a commune to strengthen, that just misses coming first', () => {
  show(<NeedsPage />);
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Besoins et priorités');
  expect(screen.getByText('renforcer')).toBeTruthy();
  expect(screen.getByText('agir en premier')).toBeTruthy();
  expect(screen.getByText(/1 manque cette classe de justesse/)).toBeTruthy();
});

test('a theme without any service has no priority, and says where to mend it', () => {
  show(<NeedsPage />, '/besoins?theme=theme.numerique');
  expect(screen.getByText(/Aucun service de « Numérique » n’est connu/)).toBeTruthy();
});

test('where no commune could be ranked, the page says what is missing, not that nobody comes first', () => {
  const tables = priorities.tables.map((table) => ({ ...table, priorities: [null], nearPriorities: [null] }));
  show(<NeedsPage />, '/', { ...priorities, need: [null], needClasses: [null], needCuts: null, tables });
  expect(screen.getByText(/l’éloignement et les besoins ne peuvent pas être croisés/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Voir les sources qui manquent' })).toBeTruthy();
  expect(screen.queryByText(/Aucune commune n’est à la fois/)).toBeNull();
});

test('a neighbourhood without perimeter is said', () => {
  show(<QuartersPage />);
  expect(screen.getByText(/1 des 2 quartiers n’ont pas de périmètre\./)).toBeTruthy();
  expect(screen.getByText('manquant')).toBeTruthy();
  expect(screen.getByText(/Aucune source chargée ne donne : CAF/)).toBeTruthy();
  expect(screen.getByRole('cell', { name: '≤ 10' })).toBeTruthy();
});

test('the sheet of a neighbourhood: its inhabitants, what it has not, and what is not measured', () => {
  show(<QuarterPage />, '/quartiers/QN001');
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Les Tilleuls');
  expect(screen.getByText(/Environ 410 habitants/)).toBeTruthy();
  expect(screen.getByText('Absents du quartier : Bibliothèque.')).toBeTruthy();
  expect(screen.getByText('Non mesurés, faute de lieux situés : CAF.')).toBeTruthy();
  expect(screen.getAllByText('50 %').length).toBeGreaterThan(0);
  // Beside the median of the neighbourhoods: one is measured, it is first of one.
  const compared = screen.getByRole('table', { name: /à côté de : Médiane des quartiers/ });
  expect(within(compared).getByRole('row', { name: /Services à 10 minutes à pied/ }).textContent).toMatch(/1 sur 1$/);
});

test('the sheet of a neighbourhood without perimeter, and of one that does not exist, say so', () => {
  show(<QuarterPage />, '/quartiers/QN002');
  expect(screen.getByText(/Le périmètre de ce quartier n’est pas connu/)).toBeTruthy();
  cleanup();
  show(<QuarterPage />, '/quartiers/QN999');
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Quartier inconnu');
});

test('a finding that the data do not tell is not said to hold', () => {
  show(<FindingsPage />);
  expect(screen.getByText('Ne peut pas être dit.')).toBeTruthy();
  expect(screen.queryByText('Confirmé.')).toBeNull();
});

test('without survey, the page says why', () => {
  show(<SurveyPage />);
  expect(screen.getByText('Aucune enquête n’est chargée.')).toBeTruthy();
});
