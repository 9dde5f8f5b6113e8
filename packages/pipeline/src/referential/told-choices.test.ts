import type { SourceFileReport } from '@maillage/domain/sources/catalogue.ts';
import { expect, test } from 'vitest';
import { absentPreferences } from './absent-preferences.ts';
import { listRefusals } from './list-refusals.ts';

const report = (path: string, sourceId: string | null, state: SourceFileReport['state'], reason: string): SourceFileReport => ({
  path,
  sourceId,
  state,
  reason,
  sha256: '',
  sizeBytes: 0,
  vintage: null,
  cogYear: null,
  rowCount: 0,
  recordRowCount: 0,
  outOfScopeCount: 0,
  rejectCount: 0,
  rejects: [],
  notices: [],
});

test('a preference for a file that is not there is told, one that is there is not', () => {
  const sentences = absentPreferences({ 'facility-counts': 'bpe.csv', indicators: 'oubli.csv' }, [{ path: 'bpe.csv' }]);
  expect(sentences).toEqual([expect.stringContaining('« oubli.csv » (indicators) n’est pas dans le dossier')]);
});

test('a refusal names the files of its source and those that nothing could open, never the notes', () => {
  const reports = [
    report('README.md', null, 'refused', 'Documentation.'),
    report('bpe.csv', 'bpe-counts', 'unreadable', 'il manque « NB_EQUIP »'),
    report('page.csv', null, 'unreadable', 'c’est une page web'),
    report('revenus.csv', 'insee-filosofi', 'unreadable', 'tronqué'),
  ];
  expect(listRefusals(reports, ['bpe-counts'])).toBe(
    ' Fichiers écartés : « bpe.csv » (il manque « NB_EQUIP ») ; « page.csv » (c’est une page web).',
  );
  expect(listRefusals([], ['bpe-counts'])).toBe('');
});
