import { answer, type FigureFamily } from './figure-context.ts';

/** `before.far-share.proximity@…`: the same figure in the run that was published before. */
const before: FigureFamily = {
  resolve: ({ findBefore }, part, place) => {
    const found = findBefore(place === null ? part : `${part}@${place.kind}:${place.code}`);
    if (found === undefined) return undefined;
    const { territory: _, ...origin } = found.origin;
    return {
      value: found.value,
      unit: found.unit,
      text: found.text,
      bare: found.text,
      origin: { ...origin, label: `${origin.label} (calcul précédent)` },
    };
  },
  list: () => [],
};

/** `change.far-share.proximity@…`: this run less the one before; shares in points. */
const change: FigureFamily = {
  resolve: ({ find, findBefore }, part, place) => {
    const reference = place === null ? part : `${part}@${place.kind}:${place.code}`;
    const [now, then] = [find(reference), findBefore(reference)];
    if (now === undefined || then === undefined || now.unit === 'level') return undefined;
    const { territory: _, ...origin } = now.origin;
    const value = now.value === null || then.value === null ? null : now.value - then.value;
    const unit = now.unit === 'ratio' ? 'points' : now.unit;
    const told = answer(
      value,
      { unit, ...(unit === 'min' || unit === 'points' ? { decimals: 1 } : {}) },
      {
        ...origin,
        label: `Évolution : ${origin.label}`,
        formula: 'valeur de ce calcul − valeur du calcul précédent',
      },
    );
    const sign = value !== null && value > 0 && !told.text.startsWith('+') ? '+' : '';
    return { ...told, text: sign + told.text, bare: sign + told.bare };
  },
  list: () => [],
};

export const CHANGE_FAMILIES: Readonly<Record<string, FigureFamily>> = { before, change };
