import { MAX_REJECT_DETAILS, type RowTally } from '@maillage/domain/sources/records.ts';
import { assertRecordCount, MAX_RECORD_ROWS } from './limits.ts';

/** Counts what became of each row of a file. `rowCount` is the sum of the three others, by construction. */
export interface TallyCounter {
  record(): void;
  outOfScope(): void;
  reject(line: number | null, reason: string): void;
  /** The counts so far. */
  result(): RowTally;
}

/** Throws `file-too-large` at the record past `maxRecordRows`, so that reading stays in bounded memory. */
export function createTally(maxRecordRows = MAX_RECORD_ROWS): TallyCounter {
  const tally: RowTally = { rowCount: 0, recordRowCount: 0, outOfScopeCount: 0, rejectCount: 0, rejects: [] };
  return {
    record() {
      tally.rowCount++;
      tally.recordRowCount++;
      assertRecordCount(tally.recordRowCount, maxRecordRows);
    },
    outOfScope() {
      tally.rowCount++;
      tally.outOfScopeCount++;
    },
    reject(line, reason) {
      tally.rowCount++;
      tally.rejectCount++;
      if (tally.rejects.length < MAX_REJECT_DETAILS) tally.rejects.push({ line, reason });
    },
    result: () => ({ ...tally, rejects: [...tally.rejects] }),
  };
}
