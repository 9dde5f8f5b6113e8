import { expect, test } from 'vitest';
import { type HeldGrant, removalRefusal, replacementRefusal } from './grant-removal.ts';
import { type Actor, LEVELS, type Level, PLAN_OWNERS, type PlanOwner } from './rights.ts';

const SCHEME = '62-sdaasp';
const OWNERS = [null, ...PLAN_OWNERS] as const;
const owning = (owner: PlanOwner | null, { schemeId = SCHEME, part = 'scheme', level = 'own' as Level } = {}): Actor => ({
  ...{ kind: 'person', id: 'moi', name: 'Moi' },
  grants: [{ schemeId, part, level, owner }],
});
const held = (level: Level, owner: PlanOwner | null, part = 'scheme', personId = 'autre'): HeldGrant => ({ personId, part, level, owner });
const may = (actor: Actor, grant: HeldGrant) => removalRefusal(actor, grant, SCHEME) === null;

/** Who takes back which right from somebody else: the actor owns the scheme in the name of nobody, of the Département, of the Préfecture. */
const TABLE: Record<Level, Record<string, readonly [none: boolean, departement: boolean, prefecture: boolean]>> = {
  read: { null: [true, true, true], departement: [true, true, true], prefecture: [true, true, true] },
  contribute: { null: [true, true, true], departement: [true, true, true], prefecture: [true, true, true] },
  lead: { null: [true, true, true], departement: [true, true, true], prefecture: [true, true, true] },
  validate: { null: [true, true, true], departement: [false, true, false], prefecture: [false, false, true] },
  own: { null: [false, false, false], departement: [false, true, false], prefecture: [false, false, true] },
};

test.each(LEVELS)('a right « %s » on the scheme: which owner takes it back from whom', (level) => {
  for (const owner of OWNERS)
    for (const [index, actorOwner] of OWNERS.entries())
      expect([owner, actorOwner, may(owning(actorOwner), held(level, owner))]).toEqual([
        owner,
        actorOwner,
        TABLE[level][String(owner)]![index],
      ]);
});

test('everybody gives up their own right; the machine, before the scheme has an owner, takes back any', () => {
  for (const level of LEVELS)
    for (const owner of OWNERS) {
      expect(may(owning('departement'), held(level, owner, 'scheme', 'moi'))).toBe(true);
      expect(may({ kind: 'host' }, held(level, owner))).toBe(true);
      expect(may({ kind: 'anonymous' }, held(level, owner))).toBe(false);
    }
});

test('owning an axis in the name of nobody is taken back like any right; deciding there for the other owner is not', () => {
  expect(may(owning('departement'), held('own', null, 'axis:3'))).toBe(true);
  expect(may(owning('departement'), held('own', 'prefecture', 'axis:3'))).toBe(false);
  expect(may(owning('departement'), held('validate', 'prefecture', 'sheet:3.2'))).toBe(false);
});

test('owning a part, another scheme, or only validating, is not being an owner of the same institution', () => {
  const own = held('own', 'prefecture');
  expect(may(owning('prefecture', { part: 'axis:3' }), own)).toBe(false);
  expect(may(owning('prefecture', { schemeId: '59-sdaasp' }), own)).toBe(false);
  expect(may(owning('prefecture', { level: 'validate' }), own)).toBe(false);
});

test('the refusal says who can, and that nothing is lost', () => {
  expect(removalRefusal(owning('departement'), held('own', 'prefecture'), SCHEME)).toMatch(
    /décide pour la Préfecture : .*un propriétaire pour la Préfecture.*« maillage rights ».*gardé/,
  );
});

test('an invitation never lowers an owner, nor changes for whom one decides', () => {
  const refused = (from: [Level, PlanOwner | null], to: [Level, PlanOwner | null]) =>
    replacementRefusal({ level: from[0], owner: from[1] }, { level: to[0], owner: to[1] }) !== null;
  expect(refused(['own', null], ['read', null])).toBe(true);
  expect(refused(['own', 'prefecture'], ['own', 'departement'])).toBe(true);
  expect(refused(['validate', 'prefecture'], ['own', null])).toBe(true);
  expect(refused(['validate', 'prefecture'], ['own', 'prefecture'])).toBe(false);
  expect(refused(['own', null], ['own', 'departement'])).toBe(false);
  expect(refused(['lead', null], ['read', null])).toBe(false);
});
