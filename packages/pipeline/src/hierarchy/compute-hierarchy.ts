import type { Hierarchy } from '@maillage/domain/hierarchy/hierarchy.ts';
import type { ChapterInput } from '../chapters/compute-chapters.ts';

export function computeHierarchy(_input: ChapterInput): Hierarchy {
  return { scalogram: null, anomalies: [], levels: [], flips: [], attraction: [], areas: [], overrides: [], emptyReasons: {} };
}
