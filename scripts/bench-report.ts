/** One build: milliseconds by step, in the order of the build. */
export interface BenchResult {
  name: string;
  /** Communes loaded, neighbours included; null when the size was not chosen, as for a real Département. */
  communeCount: number | null;
  steps: Record<string, number>;
}

/** A table in plain text: a row per step, a column per build, in seconds, and the total. « – » where a build has no such step. */
export function formatTable(results: BenchResult[]): string {
  const stepNames = [...new Set(results.flatMap(({ steps }) => Object.keys(steps)))];
  const seconds = (milliseconds: number | undefined) => (milliseconds === undefined ? '–' : `${(milliseconds / 1000).toFixed(2)} s`);
  const rows = [
    ['Étape', ...results.map(({ name }) => name)],
    ...stepNames.map((step) => [step, ...results.map(({ steps }) => seconds(steps[step]))]),
    [TOTAL, ...results.map((result) => seconds(totalMilliseconds(result)))],
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  '))
    .join('\n');
}

/** The line of the total in the ratios. */
export const TOTAL = 'Total';

/**
 * The time of each step and of the whole of each build, divided by the total of the first, which is the smallest
 * Département: shares of one run, that compare from one machine to another. Three decimals.
 */
export function ratiosToSmallest(results: BenchResult[]): Record<string, Record<string, number>> {
  const [smallest] = results;
  if (smallest === undefined) return {};
  const unit = totalMilliseconds(smallest);
  const share = (milliseconds: number) => Math.round((milliseconds / unit) * 1000) / 1000;
  return Object.fromEntries(
    results.map((result) => [
      result.name,
      {
        ...Object.fromEntries(Object.entries(result.steps).map(([step, milliseconds]) => [step, share(milliseconds)])),
        [TOTAL]: share(totalMilliseconds(result)),
      },
    ]),
  );
}

/**
 * French sentences on the steps whose time grew by over a quarter more than the number of communes, between two builds of
 * known size that follow each other. Under a tenth of a second a step is noise, and none is said of it.
 */
export function describeFastGrowth(results: BenchResult[]): string[] {
  const sized = results.flatMap(({ communeCount, ...result }) => (communeCount === null ? [] : [{ ...result, communeCount }]));
  return sized.slice(1).flatMap((larger, index) => {
    const smaller = sized[index]!;
    const communes = larger.communeCount / smaller.communeCount;
    return Object.entries(larger.steps).flatMap(([step, milliseconds]) => {
      const before = smaller.steps[step];
      if (before === undefined || milliseconds < 100 || milliseconds / before <= communes * 1.25) return [];
      const times = (ratio: number) => ratio.toFixed(1).replace('.', ',');
      return [`« ${step} » croît plus vite que les communes : ×${times(milliseconds / before)} pour ×${times(communes)} communes.`];
    });
  });
}

function totalMilliseconds({ steps }: BenchResult): number {
  return Object.values(steps).reduce((sum, milliseconds) => sum + milliseconds, 0);
}
