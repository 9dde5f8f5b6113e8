import { formatNumber } from '@maillage/domain/format.ts';

/** The name of a neighbourhood, or its code where the register has no name. */
export const quarterName = ({ name, qpvCode }: { name: string | null; qpvCode: string }): string => name ?? qpvCode;

/** « Centre social, Bibliothèque ». */
export const listLabels = (layers: readonly { label: string }[]): string => layers.map(({ label }) => label).join(', ');

/** Whole minutes; nobody walks beyond an hour: the figure would only tell that there is nothing. */
export const walkText = (minutes: number | null): string => (minutes !== null && minutes > 60 ? 'plus de 60' : formatNumber(minutes, 0));
