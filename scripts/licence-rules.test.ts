import { expect, test } from 'vitest';
import { format, isAllowed } from './licence-rules.ts';

test('a choice of licences needs one that is admitted, a sum of licences needs them all', () => {
  expect(isAllowed('MIT')).toBe(true);
  expect(isAllowed('(MIT OR GPL-3.0-or-later)')).toBe(true);
  expect(isAllowed('(MIT AND Zlib)')).toBe(true);
  expect(isAllowed('MIT AND SSPL-1.0')).toBe(false);
  expect(isAllowed('AGPL-3.0-only')).toBe(false);
  expect(isAllowed('inconnue')).toBe(false);
});

test('the note names each package with its licence, and only the licences in use', () => {
  const note = format([{ name: 'carte', version: '1.2.3', licence: 'ISC', dev: true }]);
  expect(note).toContain('| carte | 1.2.3 | ISC | développement |');
  expect(note).toContain('| ISC | permissive');
  expect(note).not.toContain('| MPL-2.0 |');
});
