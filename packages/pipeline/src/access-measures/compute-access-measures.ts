import type { AccessMeasures } from '@maillage/domain/accessibility/access-measures.ts';
import type { ChapterInput } from '../chapters/compute-chapters.ts';

export async function computeAccessMeasures(_input: ChapterInput): Promise<AccessMeasures> {
  return { emptyReasons: {} };
}
