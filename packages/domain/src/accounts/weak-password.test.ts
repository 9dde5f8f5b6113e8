import { expect, test } from 'vitest';
import { weaknessOf } from './weak-password.ts';

const ANNE = { email: 'anne.durand@departement62.example', name: 'Anne Durand' };

test.each([
  'aaaaaaaaaaaa',
  '123456789012',
  'azertyuiop12345',
  'Motdepasse123456',
  'password!!password',
  'anne.durand2026',
  'Durand-Anne-1234',
  'departement62.example',
  'abababababab',
])('« %s » se devine', (password) => {
  expect(weaknessOf(password, ANNE)).not.toBeNull();
});

test.each([
  'un mot de passe assez long',
  'le chat dort sous la halle',
  'Xk7!pQ2vLm9#',
  'trois petits ponts verts',
  'anne mange des endives',
])('« %s » se garde', (password) => {
  expect(weaknessOf(password, ANNE)).toBeNull();
});
