// @vitest-environment node
import { DEFAULT_PARAMETERS } from '@maillage/domain/runs/parameters.ts';
import { expect, test } from 'vitest';
import { drawFirstPage } from './draw-first-page.tsx';

const HOSTILE = '</script><script>alert(1)</script><img src=x onerror=alert(2)>';
const answers = {
  run: {
    id: 'r1',
    departementCode: '62',
    departementName: HOSTILE,
    publishedAt: '2026-01-02T00:00:00.000Z',
    cogYear: 2026,
    engineVersion: '1',
    fictional: true,
  },
  figureId: 'range-minutes.proximity',
  series: {
    figure: {
      id: 'range-minutes.proximity',
      title: 'Temps d’accès',
      description: HOSTILE,
      available: true,
      estimated: true,
      sourceIds: ['bpe'],
      unit: 'min',
      style: 'sequential',
      error: null,
    },
    headline: '45 938 habitants vivent à plus de 7 minutes.',
    communes: [{ code: '62041', value: 4, status: 'known' }],
  },
  manifest: {
    parameters: DEFAULT_PARAMETERS,
    files: [],
    travelMethod: 'estimate',
    sources: [{ id: 'bpe', title: 'Base des équipements', producer: 'INSEE', role: 'npm', licence: 'libre' }],
  },
};

test('the server writes the answer, its sources and its warning, without a script', async () => {
  const markup = await drawFirstPage('/', answers);
  const read = markup.replace(/<!-- -->/g, '').replace(/[\u00a0\u202f]/g, ' ');
  expect(read).toContain('45 938 habitants vivent à plus de 7 minutes.');
  expect(read).toContain('Sources : Base des équipements (INSEE). Données fictives. Calcul r1.');
  expect(read).toMatch(/<span class="tag tag-warning">estimé/);
  expect(read).not.toContain('style='); // the policy of the site refuses it
});

test('a name that holds tags stays a name', async () => {
  const markup = await drawFirstPage('/atlas/range-minutes.proximity', answers);
  expect(markup).not.toMatch(/<script|<img src=x/);
  expect(markup).toContain('&lt;img src=x onerror=alert(2)&gt;');
});

test('the same answers give the same text', async () => {
  expect(await drawFirstPage('/', answers)).toEqual(await drawFirstPage('/', answers));
});
