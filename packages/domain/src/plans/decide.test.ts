import { expect, test } from 'vitest';
import { type Actor, type Level, PLAN_OWNERS, type PlanOwner } from '../accounts/rights.ts';
import { allowedStatuses, ownerSides } from './decide.ts';

const SHEET = { schemeId: '62-sdaasp', sheet: { id: '3.2', axisId: '3' } };
const person = (
  owner: PlanOwner | null,
  level: Level = 'own',
  part = 'scheme',
  schemeId = SHEET.schemeId,
  organisation = 'CAF',
): Actor => ({
  ...{ kind: 'person', id: 'u', name: 'Une personne', grants: [{ schemeId, part, level, organisation, owner }] },
});
const sides = (actor: Actor) => ownerSides(actor, SHEET);

test('each owner validates in its own name, and never in the other’s, whatever its institution is called', () => {
  for (const owner of PLAN_OWNERS)
    for (const level of ['validate', 'own'] as const)
      for (const part of ['scheme', 'axis:3', 'sheet:3.2'])
        for (const name of ['Conseil du Val', 'Préfecture', 'Département', ''])
          expect([owner, level, part, name, sides(person(owner, level, part, SHEET.schemeId, name))]).toEqual([
            owner,
            level,
            part,
            name,
            [owner],
          ]);
});

test('the name of an institution gives nothing; nor does a lesser right, another part or another scheme', () => {
  for (const name of ['Préfecture du Nord', 'Département du Nord', 'État', 'CAF'])
    expect(sides(person(null, 'own', 'scheme', SHEET.schemeId, name))).toEqual([]);
  for (const level of ['read', 'contribute', 'lead'] as const) expect(sides(person('prefecture', level))).toEqual([]);
  expect(sides(person('prefecture', 'own', 'axis:4'))).toEqual([]);
  expect(sides(person('prefecture', 'own', 'sheet:3.20'))).toEqual([]);
  expect(sides(person('prefecture', 'own', 'scheme', '59-sdaasp'))).toEqual([]);
  // The name of one right does not reach the part of another.
  const grants = [
    { schemeId: SHEET.schemeId, part: 'axis:4', level: 'own', owner: 'prefecture' },
    { schemeId: SHEET.schemeId, part: 'scheme', level: 'own', owner: 'departement' },
  ] as const;
  expect(sides({ kind: 'person', id: 'u', name: 'Une personne', grants })).toEqual(['departement']);
  expect(sides({ kind: 'anonymous' })).toEqual([]);
  expect(sides({ kind: 'host' })).toEqual(['departement', 'prefecture']);
});

test('nobody alone makes a draft public, nor hides what was decided', () => {
  const owner = person('departement');
  expect(allowedStatuses(owner, null)).toEqual(['idea', 'proposed']);
  expect(allowedStatuses(owner, 'proposed')).toEqual(['idea', 'proposed']);
  expect(allowedStatuses(owner, 'validated')).toEqual(['validated', 'underway', 'done', 'suspended', 'abandoned']);
  expect(allowedStatuses({ kind: 'host' }, 'idea')).toContain('underway');
});
