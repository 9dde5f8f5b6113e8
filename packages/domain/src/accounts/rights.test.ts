import { expect, test } from 'vitest';
import { type Actor, can, canSomewhere, type Grant, LEVELS, part, RIGHT_NAMES, type Right, type Target } from './rights.ts';

const SCHEME = '62-sdaasp';
const person = (...grants: Grant[]): Actor => ({ kind: 'person', id: 'u1', name: 'Une personne', grants });
const on = (where: string, level: (typeof LEVELS)[number], schemeId = SCHEME): Grant => ({ schemeId, part: where, level });
const WHOLE: Target = { schemeId: SCHEME };
const SHEET: Target = { schemeId: SCHEME, sheet: { id: '3.2', axisId: '3' } };

/** The whole table, written out: a line that changes here is a decision. */
const TABLE: Record<Right, Record<(typeof LEVELS)[number], boolean>> = {
  'plan.readDrafts': { read: true, contribute: true, lead: true, validate: true, own: true },
  'history.read': { read: true, contribute: true, lead: true, validate: true, own: true },
  'comment.write': { read: false, contribute: true, lead: true, validate: true, own: true },
  'document.read': { read: true, contribute: true, lead: true, validate: true, own: true },
  'document.write': { read: false, contribute: true, lead: true, validate: true, own: true },
  'document.remove': { read: false, contribute: false, lead: true, validate: true, own: true },
  'sheet.write': { read: false, contribute: false, lead: true, validate: true, own: true },
  'draft.write': { read: false, contribute: false, lead: true, validate: true, own: true },
  'sheet.validate': { read: false, contribute: false, lead: false, validate: true, own: true },
  'sheet.remove': { read: false, contribute: false, lead: false, validate: false, own: true },
  'plan.write': { read: false, contribute: false, lead: false, validate: false, own: true },
  'procedure.write': { read: false, contribute: false, lead: false, validate: false, own: true },
  'accounts.manage': { read: false, contribute: false, lead: false, validate: false, own: true },
  'audit.read': { read: false, contribute: false, lead: false, validate: false, own: true },
};

test.each(RIGHT_NAMES)('%s: who may, level by level and part by part', (right) => {
  for (const level of LEVELS) {
    const expected = TABLE[right][level];
    expect([level, can(person(on('scheme', level)), right, WHOLE)]).toEqual([level, expected]);
    expect([level, can(person(on('scheme', level)), right, SHEET)]).toEqual([level, expected]);
    expect([level, can(person(on('axis:3', level)), right, SHEET)]).toEqual([level, expected]);
    expect([level, can(person(on('sheet:3.2', level)), right, SHEET)]).toEqual([level, expected]);
    // A part never opens the whole, another part, or another scheme.
    expect(can(person(on('axis:3', level)), right, WHOLE)).toBe(false);
    expect(can(person(on('sheet:3.2', level)), right, WHOLE)).toBe(false);
    expect(can(person(on('axis:4', level)), right, SHEET)).toBe(false);
    expect(can(person(on('sheet:3.20', level)), right, SHEET)).toBe(false);
    expect(can(person(on('scheme', level, '59-sdaasp')), right, SHEET)).toBe(false);
    expect(canSomewhere(person(on('sheet:3.2', level)), right, SCHEME)).toBe(expected);
    expect(canSomewhere(person(on('scheme', level, '59-sdaasp')), right, SCHEME)).toBe(false);
  }
  expect(can({ kind: 'anonymous' }, right, SHEET)).toBe(false);
  expect(can(person(), right, WHOLE)).toBe(false);
  expect(can({ kind: 'host' }, right, WHOLE)).toBe(true);
});

test('a document is drafted by whoever leads the whole scheme, not by who leads a sheet of it', () => {
  expect(can(person(on('scheme', 'lead')), 'draft.write', WHOLE)).toBe(true);
  expect(can(person(on('axis:3', 'own'), on('sheet:3.2', 'own')), 'draft.write', WHOLE)).toBe(false);
});

test('a part that is none of ours is refused', () => {
  for (const wrong of ['', 'axis:', 'sheet:3', 'scheme:3', 'axis:3 ', 'diagnosis']) expect(part.safeParse(wrong).success).toBe(false);
  for (const good of ['scheme', 'axis:12', 'sheet:3.10']) expect(part.safeParse(good).success).toBe(true);
});
