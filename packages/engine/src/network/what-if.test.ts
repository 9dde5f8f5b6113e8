import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contract } from './contract.ts';
import { nearestByDijkstra } from './nearest-by-dijkstra.ts';
import { randomWorld } from './random-world.test-support.ts';
import { buildRoadGraph, NO_FACILITY, reverseGraph, UNREACHED_WEIGHT } from './road-graph.ts';
import { closeFacility, createWhatIfGround, openFacility, startWhatIf } from './what-if.ts';

// A valley: Amont 0 ⇄ 1 ⇄ 2 ⇄ 3 ⇄ 4 Aval, 10 between neighbours.
const valley = buildRoadGraph(
  5,
  [0, 1, 2, 3].flatMap((node): [number, number, number][] => [
    [node, node + 1, 10],
    [node + 1, node, 10],
  ]),
  1,
);

test('a second school opens downstream: only the villages that it brings closer change', () => {
  const state = startWhatIf(createWhatIfGround(valley, contract(valley)), Uint32Array.of(0));
  const changes = openFacility(state, 4);
  const order = [...changes.nodes.keys()].sort((a, b) => changes.nodes[a]! - changes.nodes[b]!);
  expect(order.map((index) => [changes.nodes[index], changes.weightBefore[index], changes.weightAfter[index]])).toEqual([
    [3, 30, 10],
    [4, 40, 0],
  ]);
  expect([...state.labels.facility]).toEqual([0, 0, 0, 1, 1]);
});

test('the only school closes: every village is out of reach, none is at 0', () => {
  const state = startWhatIf(createWhatIfGround(valley, contract(valley)), Uint32Array.of(2));
  const { weightAfter, facilityAfter } = closeFacility(state, 0);
  expect([...weightAfter]).toEqual([0, 1, 2, 3, 4].map(() => UNREACHED_WEIGHT));
  expect([...facilityAfter]).toEqual([0, 1, 2, 3, 4].map(() => NO_FACILITY));
});

test('on any roads, openings and closings leave the labels that a fresh search finds', () => {
  const step = fc.record({ isOpening: fc.boolean(), choice: fc.nat() });
  fc.assert(
    fc.property(randomWorld(), fc.array(step, { maxLength: 20 }), ({ roads, facilityNodes }, steps) => {
      const state = startWhatIf(createWhatIfGround(roads, contract(roads)), facilityNodes);
      const reversed = reverseGraph(roads);
      for (const { isOpening, choice } of steps) {
        const open = state.isOpen.flatMap((isOpen, facility) => (isOpen ? [facility] : []));
        const before = state.labels.weight.slice();
        const facilityBefore = state.labels.facility.slice();
        const changes =
          isOpening || open.length === 0
            ? openFacility(state, choice % roads.nodeCount)
            : closeFacility(state, open[choice % open.length]!);

        const facilities = state.isOpen.flatMap((isOpen, facility) => (isOpen ? [facility] : []));
        const fresh = nearestByDijkstra(
          reversed,
          Uint32Array.from(facilities, (facility) => state.facilityNodes[facility]!),
        );
        expect(state.labels.weight).toEqual(fresh.weight);
        expect([...state.labels.facility]).toEqual(Array.from(fresh.facility, (index) => facilities[index] ?? NO_FACILITY));
        const expected = [...before.keys()].filter((node) => state.labels.facility[node] !== facilityBefore[node]);
        expect([...changes.nodes].sort((a, b) => a - b)).toEqual(expected);
        for (const [index, node] of changes.nodes.entries()) {
          expect(changes.weightBefore[index]).toBe(before[node]);
          expect(changes.weightAfter[index]).toBe(state.labels.weight[node]);
        }
      }
    }),
    { seed: 9, numRuns: 400 },
  );
});
