import { formatNumber } from '@maillage/domain/format.ts';

/** The name of a neighbourhood; of one that the register does not name, « quartier sans nom (QN06204M) »: a code never stands alone. */
export const quarterName = ({ name, qpvCode }: { name: string | null; qpvCode: string }): string =>
  name ?? `Quartier sans nom (${qpvCode})`;

/** « Centre social, Bibliothèque ». */
export const listLabels = (layers: readonly { label: string }[]): string => layers.map(({ label }) => label).join(', ');

/** Whole minutes; nobody walks beyond an hour: the figure would only tell that there is nothing. */
export const walkText = (minutes: number | null): string => (minutes !== null && minutes > 60 ? 'plus de 60' : formatNumber(minutes, 0));
