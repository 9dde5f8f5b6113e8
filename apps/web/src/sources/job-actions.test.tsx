import type { JobView } from '@maillage/domain/jobs/job.ts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, expect, test, vi } from 'vitest';
import { FileDrop } from './FileDrop.tsx';
import { JobList } from './JobList.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const JOB: JobView = {
  ...{ id: '00000000-0000-4000-8000-000000000001', kind: 'build', title: 'Calcul du Département 62', state: 'waiting' },
  ...{ stepName: 'En attente', progressRatio: null, message: null, runId: null, startedAt: null, endedAt: null },
};
const answer = (body: unknown) => new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });

test('a file dropped while the list of jobs is still being read: its job is shown, whatever the late reading says', async () => {
  let readLate = (_: Response) => {};
  const readings: (Response | Promise<Response>)[] = [
    new Promise<Response>((resolve) => {
      readLate = resolve;
    }),
  ];
  vi.stubGlobal(
    'fetch',
    vi.fn(async (_: string, init?: RequestInit) => (init?.method === 'POST' ? answer(JOB) : (readings.shift() ?? answer([JOB])))),
  );
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <MemoryRouter>
        <FileDrop />
        <JobList />
      </MemoryRouter>
    </QueryClientProvider>,
  );
  await vi.waitFor(() => expect(readings).toHaveLength(0));
  fireEvent.change(screen.getByLabelText('Choisir les fichiers à déposer'), { target: { files: [new File(['a'], 'a.csv')] } });
  await vi.waitFor(() => expect(fetch).toHaveBeenCalledWith(expect.anything(), expect.objectContaining({ method: 'POST' })));
  readLate(answer([]));
  expect(await screen.findByRole('heading', { name: /Calcul du Département 62/ })).toBeTruthy();
});
