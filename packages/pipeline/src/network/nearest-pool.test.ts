import { createBucketQueue } from '@maillage/engine/network/bucket-queue.ts';
import { contract } from '@maillage/engine/network/contract.ts';
import { nearestByDijkstra } from '@maillage/engine/network/nearest-by-dijkstra.ts';
import { buildRoadGraph, reverseGraph } from '@maillage/engine/network/road-graph.ts';
import { seededRandom } from '@maillage/engine/seeded-random.ts';
import { expect, test } from 'vitest';
import { answerByThreads, countThreads } from './nearest-pool.ts';

test('one, two or four threads give the same answers, those of the plain search', async () => {
  const random = seededRandom(5);
  const nodeCount = 300;
  const arcs = Array.from(
    { length: 900 },
    () => [Math.floor(random() * nodeCount), Math.floor(random() * nodeCount), Math.floor(random() * 50)] as const,
  );
  const roads = buildRoadGraph(nodeCount, arcs, 100);
  const typeNodes = Array.from({ length: 7 }, (_, type) => Int32Array.from({ length: type * 2 }, () => Math.floor(random() * nodeCount)));
  const askedNodes = Int32Array.from({ length: 120 }, () => Math.floor(random() * nodeCount));
  const share = { hierarchy: contract(roads), typeNodes, askedNodes };
  const alone = await answerByThreads(share, 1);
  const reversed = reverseGraph(roads);
  for (const [type, nodes] of typeNodes.entries()) {
    const slow = nearestByDijkstra(reversed, Uint32Array.from(nodes), createBucketQueue(reversed));
    for (const [index, node] of askedNodes.entries()) {
      expect(alone.weight[type * 120 + index]).toBe(slow.weight[node]);
      expect(alone.facility[type * 120 + index]).toBe(slow.facility[node]);
    }
  }
  for (const threads of [2, 4]) expect(await answerByThreads(share, threads)).toEqual(alone);
});

test('a small territory is answered without threads', () => {
  expect(countThreads(20_000, 110)).toBe(1);
  expect(countThreads(400_000, 150)).toBe(1);
  expect(countThreads(5_000_000, 150)).toBeLessThanOrEqual(4);
});
