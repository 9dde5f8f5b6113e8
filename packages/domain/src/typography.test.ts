import { expect, test } from 'vitest';
import { typeset, typesetAll } from './typography.ts';

test('the spaces that never end a line', () => {
  expect(typeset('Vérifiez « Arras » : 5 km ou 7 min ; sinon ? Oui !')).toBe(
    'Vérifiez «\u202fArras\u202f»\u00a0: 5\u00a0km ou 7\u00a0min\u202f; sinon\u202f? Oui\u202f!',
  );
  expect(typeset('12,5 % de 300 habitants, 200 m')).toBe('12,5\u00a0% de 300 habitants, 200\u00a0m');
});

test('addresses, hours, codes and what is set already are left as they are', () => {
  for (const text of ['https://exemple.fr/a?b=c;d', '08:30-12:00', 'a:b', 'D307;C109', '5 maisons', typeset('« Arras » : 5 km')])
    expect(typeset(text)).toBe(text);
});

test('texts of an answer, wherever they are; never its keys', () => {
  expect(typesetAll({ 'a : b': ['Où ?', 3, null, { label: '« x »' }] })).toEqual({
    'a : b': ['Où\u202f?', 3, null, { label: '«\u202fx\u202f»' }],
  });
});
