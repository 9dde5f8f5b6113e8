import { expect, test } from 'vitest';
import { tellUnknownLabels } from './tell-unknown-labels.ts';

test('a label of a territory that nobody knows is told with its code; the others are not', () => {
  const labels = [
    { territoryCode: '62041', label: 'bassin minier' },
    { territoryCode: '62999', label: 'littoral' },
  ];
  expect(tellUnknownLabels(labels, new Set(['62041', '200033579']))).toEqual([
    expect.stringContaining('1 étiquettes de votre tableau portent un code de territoire que ce calcul ne connaît pas'),
  ]);
  expect(tellUnknownLabels(labels, new Set(['62041', '200033579']))[0]).toContain('(62999 « littoral »). Vérifiez ces codes.');
  expect(tellUnknownLabels(labels.slice(0, 1), new Set(['62041']))).toEqual([]);
});
