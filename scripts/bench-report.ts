/** One build: milliseconds by step, in the order of the build. */
export interface BenchResult {
  name: string;
  steps: Record<string, number>;
}

/** A table in plain text: a row per step, a column per build, in seconds, and the total. « – » where a build has no such step. */
export function formatTable(results: BenchResult[]): string {
  const stepNames = [...new Set(results.flatMap(({ steps }) => Object.keys(steps)))];
  const seconds = (milliseconds: number | undefined) => (milliseconds === undefined ? '–' : `${(milliseconds / 1000).toFixed(2)} s`);
  const rows = [
    ['Étape', ...results.map(({ name }) => name)],
    ...stepNames.map((step) => [step, ...results.map(({ steps }) => seconds(steps[step]))]),
    ['Total', ...results.map((result) => seconds(totalMilliseconds(result)))],
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  '))
    .join('\n');
}

/** Total time of each build divided by that of the first, which is the smallest Département. */
export function ratiosToSmallest(results: BenchResult[]): Record<string, number> {
  const [smallest] = results;
  if (smallest === undefined) return {};
  return Object.fromEntries(results.map((result) => [result.name, totalMilliseconds(result) / totalMilliseconds(smallest)]));
}

function totalMilliseconds({ steps }: BenchResult): number {
  return Object.values(steps).reduce((sum, milliseconds) => sum + milliseconds, 0);
}
