import { readFileSync } from 'node:fs';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The order in which the files of tests begin: those that start processes, then those that read the real files, then the others as
 * vitest sorts them. A file of a minute that begins last leaves one of the two cores without work for a minute.
 */
export class LongestFirstSequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const ranked = (await super.sort(files)).map((file) => ({ file, rank: rankOf(readFileSync(file.moduleId, 'utf8')) }));
    return ranked.toSorted((a, b) => a.rank - b.rank).map(({ file }) => file);
  }
}

function rankOf(text: string): number {
  if (text.includes('startCommand(')) return 0;
  return text.includes('MAILLAGE_DONNEES_TEST') ? 1 : 2;
}
