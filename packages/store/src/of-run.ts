import type { OfRun } from './database.ts';

/** The domain rows, without the columns that only say which run and which place in it. */
export function withoutRun<Row extends object>(rows: readonly OfRun<Row>[]): Row[] {
  return rows.map(({ runId: _runId, position: _position, ...row }) => row as unknown as Row); // what is left of OfRun<Row> is Row
}
