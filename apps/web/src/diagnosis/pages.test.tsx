import type { Diagnosis } from '@maillage/domain/diagnosis/diagnosis.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { communesQuery, diagnosisQuery, latestRunQuery } from '../api/queries.ts';
import { FindingsPage } from './FindingsPage.tsx';
import { NeedsPage } from './NeedsPage.tsx';
import { QuartersPage } from './QuartersPage.tsx';
import { SurveyPage } from './SurveyPage.tsx';

const run: RunSummary = {
  ...{ id: '0123456789abcdef', departementCode: '00', departementName: 'Fictif', fictional: true, cogYear: 2026, engineVersion: '0.1.0' },
  ...{ publishedAt: '2026-01-01T00:00:00.000Z', communeCount: 1, populationCount: 10 },
};
const quarter = { qpvCode: 'QN001', name: 'Les Tilleuls', layer: 'library' };
const diagnosis: Diagnosis = {
  priorities: [{ communeCode: '00001', theme: 'overall', deficitClass: 'high', needClass: 'middle', priority: 2, nearPriority: 1 }],
  ...{
    needSensitivities: [],
    typology: [],
    typologySummaries: [],
    testTerritories: [],
    testTerritoriesGapRatio: null,
    testConstraints: [],
    typologyNotes: [],
  },
  quarters: [
    { ...quarter, perimeterKnown: true, countInside: 1, nearestWalkMinutes: 0 },
    { ...quarter, qpvCode: 'QN002', name: 'Les Saules', perimeterKnown: false, countInside: null, nearestWalkMinutes: null },
  ],
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

function show(page: ReactNode) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } });
  client.setQueryData(latestRunQuery.queryKey, run);
  client.setQueryData(diagnosisQuery(run.id).queryKey, diagnosis);
  client.setQueryData(communesQuery(run.id).queryKey, []);
  render(
    <QueryClientProvider client={client}>
      <MemoryRouter>{page}</MemoryRouter>
    </QueryClientProvider>,
  );
}

test('a commune to strengthen, that just misses coming first', () => {
  show(<NeedsPage />);
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Besoins et priorités');
  expect(screen.getByText('renforcer')).toBeTruthy();
  expect(screen.getByText('agir en premier')).toBeTruthy();
});

test('a neighbourhood without perimeter is said', () => {
  show(<QuartersPage />);
  expect(screen.getByText('1 des 2 quartiers n’ont pas de périmètre.')).toBeTruthy();
  expect(screen.getByText('manquant')).toBeTruthy();
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
