import { formatFigureNumber } from '@maillage/maps/figure-text.ts';
import { formatFigureValue } from '../../views/figure-text.ts';
import { readFigureValue } from '../../views/provenance.ts';
import { type Answer, type FigureContext, listSources, MEMBER_KINDS, type Place, type Searchable } from './figure-context.ts';

const KINDS = [...MEMBER_KINDS, 'region', 'france'];

/** A figure of the catalogue of the run, on a territory: the value and the text of « D’où vient ce chiffre ? ». */
export function resolveCatalogued({ run }: FigureContext, figureId: string, place: Place | null): Answer | undefined {
  const figure = run.figures.get(figureId);
  if (figure === undefined || place === null || !KINDS.includes(place.kind)) return undefined;
  const { value, status } = readFigureValue(run, figureId, place);
  const text = formatFigureValue(figure, value, status);
  return {
    value,
    unit: figure.unit,
    text,
    bare: value === null || figure.unit === 'level' ? text : formatFigureNumber(value, figure),
    origin: {
      ...{ label: figure.title, figureId, formula: figure.formula, parameters: figure.parameters },
      ...{ sources: listSources(run, figure), methodNote: figure.methodNote, estimated: figure.estimated, error: figure.error },
    },
  };
}

export function listCatalogued({ run }: FigureContext): Searchable[] {
  return run.catalogue.filter(({ available }) => available).map(({ id, title }) => ({ reference: id, label: title, kinds: KINDS }));
}
