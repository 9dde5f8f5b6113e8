import { expect, test } from 'vitest';
import type { Actor, Level } from '../accounts/rights.ts';
import { allowedStatuses, ownerSides } from './decide.ts';
import type { Organisation } from './plan.ts';

const SHEET = { schemeId: '62-sdaasp', sheet: { id: '3.2', axisId: '3' } };
const ORGANISATIONS: Organisation[] = [
  { name: 'Conseil du Val', kind: 'departement' },
  { name: 'Département numérique (association)', kind: 'association' },
];
const person = (organisation: string, level: Level = 'own', part = 'scheme', schemeId = SHEET.schemeId): Actor => ({
  ...{ kind: 'person', id: 'u', name: 'Une personne', grants: [{ schemeId, part, level, organisation }] },
});
const sides = (actor: Actor) => ownerSides(actor, SHEET, ORGANISATIONS);

test('each owner validates in its own name, and never in the other’s', () => {
  expect(sides(person('Département du Nord'))).toEqual(['departement']);
  expect(sides(person('conseil du val'))).toEqual(['departement']);
  expect(sides(person('Préfecture du Nord'))).toEqual(['prefecture']);
  expect(sides(person('La Préfecture', 'validate', 'axis:3'))).toEqual(['prefecture']);
  expect(sides(person('État'))).toEqual(['prefecture']);
});

test('an organisation that only looks like an owner, a lesser right, another part or another scheme validates for nobody', () => {
  expect(sides(person('Département numérique (association)'))).toEqual([]);
  expect(sides(person('CAF'))).toEqual([]);
  expect(sides(person('Établissement public foncier'))).toEqual([]);
  expect(sides(person(''))).toEqual([]);
  expect(sides(person('Préfecture', 'lead'))).toEqual([]);
  expect(sides(person('Préfecture', 'own', 'axis:4'))).toEqual([]);
  expect(sides(person('Préfecture', 'own', 'scheme', '59-sdaasp'))).toEqual([]);
  expect(sides({ kind: 'anonymous' })).toEqual([]);
  expect(sides({ kind: 'host' })).toEqual(['departement', 'prefecture']);
});

test('nobody alone makes a draft public, nor hides what was decided', () => {
  const owner = person('Département');
  expect(allowedStatuses(owner, null)).toEqual(['idea', 'proposed']);
  expect(allowedStatuses(owner, 'proposed')).toEqual(['idea', 'proposed']);
  expect(allowedStatuses(owner, 'validated')).toEqual(['validated', 'underway', 'done', 'suspended', 'abandoned']);
  expect(allowedStatuses({ kind: 'host' }, 'idea')).toContain('underway');
});
