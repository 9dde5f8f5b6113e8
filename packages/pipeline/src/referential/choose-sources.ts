import type { DatasetKind, ImportedDataset } from '@maillage/domain/sources/records.ts';

/** One dataset of one file, as the choice sees it. */
export interface Candidate {
  path: string;
  vintage: number | null;
  /** Rows that speak of the area in question. */
  rowCount: number;
  /** How well it fits beyond its vintage and size: located before counted, fewer foreign codes first. Higher is better. */
  fitness: number;
}

/** The datasets of one kind, with the file each comes from. */
export type DatasetOf<K extends DatasetKind> = Extract<ImportedDataset, { kind: K }> & { path: string };

/** All datasets of `kind` among the imported files, in ascending path. */
export function datasetsOf<K extends DatasetKind>(
  files: readonly { path: string; datasets: readonly ImportedDataset[] }[],
  kind: K,
): DatasetOf<K>[] {
  const found: DatasetOf<K>[] = [];
  for (const file of files) {
    for (const dataset of file.datasets) {
      // The literal kind was compared: TypeScript does not carry it through the generic.
      if (dataset.kind === kind) found.push({ ...dataset, path: file.path } as DatasetOf<K>);
    }
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/**
 * The one candidate whose facts count. Several files that hold the same facts are normal: the preferred path
 * when the user names one, then the most recent vintage, the better fit, the larger number of rows, and the
 * first path in alphabetical order, so that the choice never depends on the order of the folder.
 */
export function chooseCandidate<T extends Candidate>(candidates: readonly T[], preferredPath: string | undefined): T | undefined {
  const ranked = [...candidates].sort(
    (a, b) =>
      Number(b.path === preferredPath) - Number(a.path === preferredPath) ||
      (b.vintage ?? 0) - (a.vintage ?? 0) ||
      b.fitness - a.fitness ||
      b.rowCount - a.rowCount ||
      (a.path < b.path ? -1 : 1),
  );
  return ranked[0];
}

/** Begins what only who types the command can do of a choice. */
const OTHERWISE = ' Pour en décider autrement : ';
/** What was chosen and why, for a reader who computes nothing. */
export const withoutOption = (choice: string): string => choice.split(OTHERWISE)[0]!;

/** The sentence that tells the user what was chosen, and how to choose otherwise; null when there was no choice to make. */
export function describeChoice(what: string, chosen: Candidate, all: readonly Candidate[], kind: DatasetKind): string | null {
  const others = all.filter((candidate) => candidate.path !== chosen.path);
  if (others.length === 0) return null;
  const vintage = chosen.vintage === null ? '' : ` (millésime ${chosen.vintage})`;
  return `${what} : « ${chosen.path} »${vintage} retenu ; ${others.map((other) => `« ${other.path} »`).join(', ')} ${others.length > 1 ? 'laissés' : 'laissé'} de côté, pour que chaque fait compte une fois.${OTHERWISE}--preferer ${kind}=CHEMIN.`;
}
