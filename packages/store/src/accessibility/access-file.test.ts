import { expect, test } from 'vitest';
import { smallRun } from '../testing/small-run.ts';
import { packAccess, unpackAccess } from './access-file.ts';

const RUN = '00000000000000a1';
const { access } = smallRun(RUN);

test('minutes, unreachable and not collected come back to the last bit', () => {
  const read = unpackAccess(packAccess(access, RUN), RUN);
  expect(read).toEqual(access);
  expect(read.minutes[2]).toBe(Math.fround(15.1));
  expect(read.minutes[4]).toBe(Number.POSITIVE_INFINITY);
  expect(read.minutes[1]).toBeNaN();
});

test('the same matrix gives the same bytes', () => {
  expect(packAccess(access, RUN)).toEqual(packAccess(smallRun(RUN).access, RUN));
});

test('a file cut short, altered, foreign or of another run is refused', () => {
  const file = packAccess(access, RUN);
  const altered = Uint8Array.from(file);
  altered[altered.length - 1]! ^= 1;
  const newer = Uint8Array.from(file);
  newer[8] = 2;
  expect(() => unpackAccess(file.subarray(0, file.length - 4), RUN)).toThrow('tronqué');
  expect(() => unpackAccess(altered, RUN)).toThrow('somme de contrôle');
  expect(() => unpackAccess(newer, RUN)).toThrow('son format est le 2');
  expect(() => unpackAccess(new Uint8Array(200), RUN)).toThrow('pas une matrice');
  expect(() => unpackAccess(file, '00000000000000a2')).toThrow('appartient au calcul');
});

test('a matrix whose dimensions disagree is not written', () => {
  expect(() => packAccess({ ...access, minutes: new Float32Array(5) }, RUN)).toThrow('5 minutes');
  expect(() => packAccess({ ...access, nearest: Int32Array.of(0, -1, 7, -1, -1, -1) }, RUN)).toThrow('not a destination');
});
