/**
 * The access matrix of a run as one binary file, little-endian:
 *
 * | offset | bytes | what |
 * | --- | --- | --- |
 * | 0 | 8 | magic `MAILLACC` |
 * | 8 | 4 | format version |
 * | 12 | 4 × 3 | communes C, services S, destinations D |
 * | 24 | 4 | bytes of the names N, a multiple of 4 |
 * | 28 | 16 | run id |
 * | 44 | 32 | sha256 of all that follows |
 * | 76 | N | names as JSON, padded with spaces |
 * | 76 + N | 4 C S | minutes, Float32: Infinity unreachable, NaN not collected |
 * | … | 4 C S | nearest, Int32: index of a destination, −1 where none |
 */
import { createHash } from 'node:crypto';
import { DomainError } from '@maillage/domain/errors.ts';
import type { AccessDestination, AccessMatrix } from '@maillage/domain/runs/results.ts';

const MAGIC = 'MAILLACC';
const FORMAT_VERSION = 1;
const HEADER_BYTES = 76;

interface Names {
  communeCodes: string[];
  serviceTypes: string[];
  destinations: AccessDestination[];
}

/** The bytes of the file; the same matrix and run give the same bytes. Throws on a matrix whose dimensions disagree (a bug). */
export function packAccess(access: AccessMatrix, runId: string): Uint8Array {
  const { communeCodes, serviceTypes, destinations, minutes, nearest } = access;
  const cellCount = communeCodes.length * serviceTypes.length;
  if (minutes.length !== cellCount || nearest.length !== cellCount)
    throw new Error(`access matrix: ${minutes.length} minutes and ${nearest.length} nearest for ${cellCount} cells`);
  if (nearest.some((index) => index < -1 || index >= destinations.length)) throw new Error('access matrix: nearest is not a destination');
  if (!/^[0-9a-f]{16}$/.test(runId)) throw new Error(`access matrix: « ${runId} » is not a run id`);

  const json = Buffer.from(JSON.stringify({ communeCodes, serviceTypes, destinations } satisfies Names), 'utf8');
  const namesBytes = Math.ceil(json.byteLength / 4) * 4;
  const file = Buffer.alloc(HEADER_BYTES + namesBytes + 8 * cellCount, ' ');
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  file.write(MAGIC, 0, 'latin1');
  for (const [index, value] of [FORMAT_VERSION, communeCodes.length, serviceTypes.length, destinations.length, namesBytes].entries())
    view.setUint32(8 + 4 * index, value, true);
  file.write(runId, 28, 'latin1');
  json.copy(file, HEADER_BYTES);
  const minutesAt = HEADER_BYTES + namesBytes;
  const nearestAt = minutesAt + 4 * cellCount;
  for (let cell = 0; cell < cellCount; cell++) {
    view.setFloat32(minutesAt + 4 * cell, minutes[cell]!, true);
    view.setInt32(nearestAt + 4 * cell, nearest[cell]!, true);
  }
  createHash('sha256').update(file.subarray(HEADER_BYTES)).digest().copy(file, 44);
  return file;
}

/** The matrix, minutes to the last bit. Throws `file-unreadable` on a file that is not this one, whole and of this run. */
export function unpackAccess(bytes: Uint8Array, runId: string): AccessMatrix {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.byteLength < HEADER_BYTES || file.toString('latin1', 0, 8) !== MAGIC)
    throw unreadable(runId, 'ce n’est pas une matrice d’accès');
  const [version, communeCount, serviceCount, destinationCount, namesBytes] = [0, 1, 2, 3, 4].map((index) =>
    view.getUint32(8 + 4 * index, true),
  ) as [number, number, number, number, number];
  if (version !== FORMAT_VERSION) throw unreadable(runId, `son format est le ${version}, cette version lit le ${FORMAT_VERSION}`);
  const cellCount = communeCount * serviceCount;
  if (file.byteLength !== HEADER_BYTES + namesBytes + 8 * cellCount) throw unreadable(runId, 'il est tronqué');
  if (!createHash('sha256').update(file.subarray(HEADER_BYTES)).digest().equals(file.subarray(44, HEADER_BYTES)))
    throw unreadable(runId, 'sa somme de contrôle ne correspond pas');
  const packedFor = file.toString('latin1', 28, 44);
  if (packedFor !== runId) throw unreadable(runId, `il appartient au calcul ${packedFor}`);

  const minutesAt = HEADER_BYTES + namesBytes;
  const names = JSON.parse(file.toString('utf8', HEADER_BYTES, minutesAt)) as Names; // the checksum says that we wrote it
  if (names.destinations.length !== destinationCount) throw unreadable(runId, 'ses dimensions se contredisent');
  const minutes = new Float32Array(cellCount);
  const nearest = new Int32Array(cellCount);
  for (let cell = 0; cell < cellCount; cell++) {
    minutes[cell] = view.getFloat32(minutesAt + 4 * cell, true);
    nearest[cell] = view.getInt32(minutesAt + 4 * (cellCount + cell), true);
  }
  return { communeCodes: names.communeCodes, serviceTypes: names.serviceTypes, minutes, nearest, destinations: names.destinations };
}

function unreadable(runId: string, why: string): DomainError {
  return new DomainError(
    'file-unreadable',
    `Le fichier des temps d’accès du calcul ${runId} ne se lit pas : ${why}. Relancez « maillage build ».`,
    { runId },
  );
}
