import type { Provenance } from '@maillage/domain/figures/figure.ts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, expect, test } from 'vitest';
import { provenanceQuery } from '../api/queries.ts';
import { FigureButton } from '../ui/FigureButton.tsx';
import { ProvenanceDrawer } from './ProvenanceDrawer.tsx';

const run = {
  id: '0123456789abcdef',
  departementCode: '00',
  departementName: 'Petit Département',
  fictional: true,
  cogYear: 2026,
  engineVersion: '0.1.0',
  publishedAt: '2026-05-31T08:00:00Z',
  communeCount: 3,
  populationCount: 2340,
};
const provenance: Provenance = {
  runId: run.id,
  figure: {
    id: 'range-minutes.proximity',
    theme: 'access',
    title: 'Temps moyen aux services de proximité',
    description: '',
    unit: 'min',
    decimals: 1,
    breaks: [5, 7, 15],
    style: 'sequential',
    formula: 'moyenne des minutes aux services de la gamme',
    parameters: [{ label: 'Seuil', value: '7 min' }],
    sourceIds: ['bpe'],
    methodNote: 'acces',
    estimated: true,
    error: 'Erreur médiane de ± 1 min.',
    available: true,
    missingReason: null,
  },
  territory: { kind: 'commune', code: '00001', name: 'Bourg' },
  value: 3,
  status: 'known',
  text: '3,0 min',
  inputs: [{ label: 'Pharmacie', text: '2 min', href: null }],
  sources: [{ title: 'BPE', producer: 'Insee', licence: 'Licence Ouverte 2.0', vintage: 2019, path: 'bpe.csv', sha256: 'ab', url: null }],
  publishedAt: run.publishedAt,
  engineVersion: '0.1.0',
  citation: 'Bourg : 3,0 min. Maillage, calcul 0123456789abcdef.',
};

afterEach(cleanup);

test('a figure opens to its formula, error, source and citation, and Échap closes it', async () => {
  const client = new QueryClient();
  client.setQueryData(provenanceQuery(run.id, 'range-minutes.proximity', 'commune', '00001').queryKey, provenance);
  const page = (
    <>
      <FigureButton target={{ figureId: 'range-minutes.proximity', kind: 'commune', code: '00001' }} about="Temps moyen, Bourg">
        3,0 min
      </FigureButton>
      <ProvenanceDrawer run={run} />
    </>
  );
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={createMemoryRouter([{ path: '/', element: page }])} />
    </QueryClientProvider>,
  );
  fireEvent.click(screen.getByRole('button', { name: /3,0 min/ }));
  const drawer = await screen.findByRole('dialog', { name: 'D’où vient ce chiffre\u202f?' });
  for (const text of [
    'moyenne des minutes aux services de la gamme',
    /Erreur médiane/,
    /Insee/,
    /millésime 2019/,
    /calcul 0123456789abcdef/,
    '31 mai 2026',
  ])
    expect(drawer.textContent).toMatch(text);
  await expect.poll(() => drawer.contains(document.activeElement)).toBe(true);
  fireEvent.keyDown(document.activeElement!, { key: 'Escape' });
  await expect.poll(() => screen.queryByRole('dialog')).toBeNull();
});
