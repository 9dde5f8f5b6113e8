import { DEFAULT_PARAMETERS } from '@maillage/domain/runs/parameters.ts';
import { expect, test } from 'vitest';
import { canonicalJson, identifyRun } from './run-identity.ts';

const bpe = { path: 'bpe.csv', sha256: 'aa', sourceId: 'bpe', parserVersion: 1 };
const contours = { path: 'contours.geojson', sha256: 'bb', sourceId: 'contours', parserVersion: 1 };
const inputs = { departementCode: '62', parameters: DEFAULT_PARAMETERS, npmVersion: '6.0.0', files: [bpe, contours] };

test('the same files in another order are the same run', () => {
  expect(identifyRun({ ...inputs, files: [contours, bpe] })).toBe(identifyRun(inputs));
});

test('a changed byte, a moved threshold or another Département is another run', () => {
  const base = identifyRun(inputs);
  expect(identifyRun({ ...inputs, files: [{ ...bpe, sha256: 'ab' }, contours] })).not.toBe(base);
  expect(identifyRun({ ...inputs, parameters: { ...DEFAULT_PARAMETERS, maxMinutes: 90 } })).not.toBe(base);
  expect(identifyRun({ ...inputs, departementCode: '59' })).not.toBe(base);
});

test('keys are written in order at every depth', () => {
  expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
});
