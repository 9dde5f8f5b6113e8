/** Nodes that can all reach each other, the most there are. */
export interface LargestComponent {
  /** 1 for the nodes of it. */
  isIn: Uint8Array;
  nodeCount: number;
}

/**
 * Largest strongly connected component (Tarjan 1972, without recursion: a road may be a million nodes long). Between two of the same
 * size, the one found first from node 0.
 */
export function largestComponent(firstArc: Uint32Array, arcHead: Uint32Array): LargestComponent {
  const nodeCount = firstArc.length - 1;
  const component = findComponents(firstArc, arcHead);
  const sizes = new Uint32Array(nodeCount);
  for (const own of component) sizes[own]!++;
  let largest = 0;
  for (let own = 1; own < nodeCount; own++) if (sizes[own]! > sizes[largest]!) largest = own;
  return { isIn: Uint8Array.from(component, (own) => (own === largest ? 1 : 0)), nodeCount: sizes[largest] ?? 0 };
}

/** Number of the component of each node, from 0. */
function findComponents(firstArc: Uint32Array, arcHead: Uint32Array): Uint32Array {
  const nodeCount = firstArc.length - 1;
  /** Order of discovery from 1; 0 is unseen. */
  const discovered = new Uint32Array(nodeCount);
  const lowest = new Uint32Array(nodeCount);
  const component = new Uint32Array(nodeCount);
  const isOpen = new Uint8Array(nodeCount);
  const open = new Uint32Array(nodeCount);
  const path = new Uint32Array(nodeCount);
  const nextArc = firstArc.slice(0, nodeCount);
  let [clock, openCount, componentCount] = [0, 0, 0];
  for (let root = 0; root < nodeCount; root++) {
    if (discovered[root] !== 0) continue;
    let depth = 0;
    path[0] = root;
    while (depth >= 0) {
      const node = path[depth]!;
      if (discovered[node] === 0) {
        discovered[node] = lowest[node] = ++clock;
        open[openCount++] = node;
        isOpen[node] = 1;
      }
      if (nextArc[node]! < firstArc[node + 1]!) {
        const head = arcHead[nextArc[node]!++]!;
        if (discovered[head] === 0) path[++depth] = head;
        else if (isOpen[head] === 1) lowest[node] = Math.min(lowest[node]!, discovered[head]!);
        continue;
      }
      if (lowest[node] === discovered[node]) {
        let member: number;
        do {
          member = open[--openCount]!;
          isOpen[member] = 0;
          component[member] = componentCount;
        } while (member !== node);
        componentCount++;
      }
      depth--;
      if (depth >= 0) lowest[path[depth]!] = Math.min(lowest[path[depth]!]!, lowest[node]!);
    }
  }
  return component;
}

/** How many pieces remain, directions aside, once the piece that holds `anchor` is put away; nodes without arcs are no piece. */
export function countIslands(arcTail: ArrayLike<number>, arcHead: ArrayLike<number>, nodeCount: number, anchor: number): number {
  const parent = Uint32Array.from({ length: nodeCount }, (_, node) => node);
  const rootOf = (node: number): number => {
    let root = node;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root]!]!;
      root = parent[root]!;
    }
    return root;
  };
  for (let arc = 0; arc < arcTail.length; arc++) {
    const [a, b] = [rootOf(arcTail[arc]!), rootOf(arcHead[arc]!)];
    if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
  }
  const roots = new Set<number>();
  for (let arc = 0; arc < arcTail.length; arc++) roots.add(rootOf(arcTail[arc]!));
  roots.delete(rootOf(anchor));
  return roots.size;
}
