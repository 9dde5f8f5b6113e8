import { readFile } from 'node:fs/promises';
import { asFileRefusal, unreadable } from '../tables/file-errors.ts';

/** A road graph as read, in the arrays of the file: directed arcs, weights in milliseconds. */
export interface ReadyGraph {
  nodeCount: number;
  arcCount: number;
  firstArc: Uint32Array;
  arcHead: Uint32Array;
  arcWeight: Uint32Array;
  weightUnitMilliseconds: 1;
  /** Degrees. */
  lon: Float32Array;
  lat: Float32Array;
}

const HEADER_BYTES = 8;
/** 12 days: a longer arc is a mistake, most often a negative time written without its sign. */
const MAX_ARC_MILLISECONDS = 0x3fffffff;

/**
 * Reads `graph.bin`: little endian, `u32 n, u32 m, u32 first[n + 1], u32 head[m], u32 ms[m], f32 lon[n], f32 lat[n]`.
 * Throws `file-not-found` or `file-unreadable`, in French, for a file cut short, of another format, or whose arcs make no sense.
 */
export async function readReadyGraph(path: string, displayPath: string): Promise<ReadyGraph> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw asFileRefusal(error, displayPath, 'le fichier n’a pas pu être lu');
  });
  return parseReadyGraph(bytes, displayPath);
}

/** The graph in these bytes, without copying them when they are aligned on four bytes. */
export function parseReadyGraph(bytes: Uint8Array, displayPath: string): ReadyGraph {
  const refuse = (reason: string) => unreadable(displayPath, reason);
  if (bytes.length === 0) throw refuse('il est vide. Produisez-le de nouveau');
  if (bytes[0] === 0x3c) throw refuse('c’est une page web ou du XML, pas un graphe routier. Téléchargez le fichier de nouveau');
  if (bytes.length < HEADER_BYTES) throw refuse('il est trop court pour un graphe routier. Produisez-le de nouveau');
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const [nodeCount = 0, arcCount = 0] = new Uint32Array(aligned.buffer, aligned.byteOffset, 2);
  const expectedBytes = HEADER_BYTES + 4 * (nodeCount + 1) + 8 * arcCount + 8 * nodeCount;
  if (bytes.length !== expectedBytes)
    throw refuse(
      `il annonce ${nodeCount} nœuds et ${arcCount} arcs, soit ${expectedBytes} octets, et en compte ${bytes.length}. Il est tronqué ou d’un autre format : produisez-le de nouveau`,
    );
  let offset = aligned.byteOffset + HEADER_BYTES;
  const take = (count: number) => {
    offset += count * 4;
    return offset - count * 4;
  };
  const graph: ReadyGraph = {
    nodeCount,
    arcCount,
    firstArc: new Uint32Array(aligned.buffer, take(nodeCount + 1), nodeCount + 1),
    arcHead: new Uint32Array(aligned.buffer, take(arcCount), arcCount),
    arcWeight: new Uint32Array(aligned.buffer, take(arcCount), arcCount),
    weightUnitMilliseconds: 1,
    lon: new Float32Array(aligned.buffer, take(nodeCount), nodeCount),
    lat: new Float32Array(aligned.buffer, take(nodeCount), nodeCount),
  };
  checkArcs(graph, refuse);
  return graph;
}

function checkArcs({ nodeCount, arcCount, firstArc, arcHead, arcWeight, lon, lat }: ReadyGraph, refuse: (reason: string) => Error): void {
  if (nodeCount === 0) throw refuse('le graphe n’a aucun nœud. Vérifiez l’étendue choisie en le produisant');
  if (firstArc[0] !== 0 || firstArc[nodeCount] !== arcCount)
    throw refuse(`les positions d’arcs devraient aller de 0 à ${arcCount}. Produisez-le de nouveau`);
  for (let node = 0; node < nodeCount; node++) {
    if (firstArc[node]! > firstArc[node + 1]!) throw refuse(`les positions d’arcs décroissent au nœud ${node}. Produisez-le de nouveau`);
    if (!Number.isFinite(lon[node]!) || !Number.isFinite(lat[node]!))
      throw refuse(`le nœud ${node} n’a pas de coordonnées. Produisez-le de nouveau`);
  }
  for (let arc = 0; arc < arcCount; arc++) {
    if (arcHead[arc]! >= nodeCount)
      throw refuse(`l’arc ${arc} finit au nœud ${arcHead[arc]}, qui n’existe pas (${nodeCount} nœuds, comptés à partir de 0)`);
    if (arcWeight[arc]! >= MAX_ARC_MILLISECONDS)
      throw refuse(
        `l’arc ${arc} dure ${arcWeight[arc]} ms, plus de douze jours. Une durée négative a sans doute été écrite : corrigez les vitesses`,
      );
  }
}
