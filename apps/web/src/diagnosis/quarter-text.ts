/** The name of a neighbourhood, or its code where the register has no name. */
export const quarterName = ({ name, qpvCode }: { name: string | null; qpvCode: string }): string => name ?? qpvCode;

/** « Centre social, Bibliothèque ». */
export const listLabels = (layers: readonly { label: string }[]): string => layers.map(({ label }) => label).join(', ');
