import { expect, test } from 'vitest';
import type { Member } from './read-relations.ts';
import { addRestriction, createRestrictionList } from './restrictions.ts';
import { carProfile } from './tags/car.ts';

const way = (role: string, id: number): Member => ({ role, kind: 'way', id });
const VIA: Member = { role: 'via', kind: 'node', id: 7 };
const TURN = [way('from', 1), VIA, way('to', 2)];

function listed(tags: Record<string, string>, members: Member[] = TURN, vehicles = carProfile.restrictedAs) {
  const list = createRestrictionList();
  addRestriction(list, { id: 1, tags: new Map(Object.entries(tags)), members }, vehicles);
  const rows = Array.from({ length: list.kind.length }, (_, row) =>
    [list.fromWay, list.viaNode, list.toWay, list.kind].map(({ values }) => values[row]),
  );
  return { rows, byWay: list.viaWayCount, incomplete: list.incompleteCount };
}
const row = (kind: number) => ({ rows: [[1, 7, 2, kind]], byWay: 0, incomplete: 0 });
const NOTHING = { rows: [], byWay: 0, incomplete: 0 };

test('what is forbidden, what is compulsory, and turning round', () => {
  expect(listed({ restriction: 'no_left_turn' })).toEqual(row(0));
  expect(listed({ restriction: 'no_straight_on' })).toEqual(row(0));
  expect(listed({ restriction: 'only_right_turn' })).toEqual(row(1));
  expect(listed({ restriction: 'no_u_turn' })).toEqual(row(2));
});

test('the sign for cars is preferred, and one for lorries or with « sauf » cars holds no car', () => {
  expect(listed({ 'restriction:motorcar': 'no_left_turn' })).toEqual(row(0));
  expect(listed({ restriction: 'only_straight_on', 'restriction:motorcar': 'no_left_turn' })).toEqual(row(0));
  expect(listed({ 'restriction:hgv': 'no_left_turn' })).toEqual(NOTHING);
  expect(listed({ restriction: 'no_left_turn', except: 'psv;motorcar' })).toEqual(NOTHING);
  expect(listed({ restriction: 'no_left_turn', except: 'bicycle' })).toEqual(row(0));
  expect(listed({ 'restriction:conditional': 'no_left_turn @ (Mo-Fr)' })).toEqual(NOTHING);
});

test('bikes are held by what names them only', () => {
  expect(listed({ restriction: 'no_left_turn' }, TURN, ['bicycle'])).toEqual(NOTHING);
  expect(listed({ 'restriction:bicycle': 'no_left_turn' }, TURN, ['bicycle'])).toEqual(row(0));
});

test('a turn through a whole street, or without its members, is counted', () => {
  expect(listed({ restriction: 'no_u_turn' }, [way('from', 1), way('via', 3), way('to', 2)])).toEqual({ ...NOTHING, byWay: 1 });
  expect(listed({ restriction: 'no_left_turn' }, [way('from', 1), way('to', 2)])).toEqual({ ...NOTHING, incomplete: 1 });
  expect(listed({ restriction: 'no_left_turn' }, [VIA, way('to', 2)])).toEqual({ ...NOTHING, incomplete: 1 });
  expect(listed({ restriction: 'peut-être' })).toEqual({ ...NOTHING, incomplete: 1 });
});

test('several roads may be forbidden to enter one; the same relation met in two extracts counts once', () => {
  const members = [way('from', 1), way('from', 3), VIA, way('to', 2)];
  expect(listed({ restriction: 'no_entry' }, members).rows).toEqual([
    [1, 7, 2, 0],
    [3, 7, 2, 0],
  ]);
  const list = createRestrictionList();
  for (let extract = 0; extract < 2; extract++)
    addRestriction(list, { id: 9, tags: new Map([['restriction', 'no_left_turn']]), members: TURN }, carProfile.restrictedAs);
  expect(list.kind.length).toBe(1);
});
