import { NEED_COMPONENTS } from '@maillage/domain/indicators/need-indicators.ts';
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
  const text = withOwnUnit(figureId, value, formatFigureValue(figure, value, status));
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

/** « 21 398 € par an », « 12,8 km »: units that the catalogue says in the title of the figure, which prose does not repeat. */
function withOwnUnit(figureId: string, value: number | null, text: string): string {
  const unit = value === null ? undefined : OWN_UNITS.get(figureId);
  return unit === undefined ? text : `${text}\u00a0${unit}`;
}
const OWN_UNITS = new Map(
  NEED_COMPONENTS.filter(({ unit }) => unit === 'km' || unit.startsWith('€')).map(({ id, unit }) => [`need-component.${id}`, unit]),
);
/** The unit of such a figure, for the head of a column; undefined for the others. */
export const ownUnitOf = (figureId: string): string | undefined => OWN_UNITS.get(figureId);

export function listCatalogued({ run }: FigureContext): Searchable[] {
  return run.catalogue.filter(({ available }) => available).map(({ id, title }) => ({ reference: id, label: title, kinds: KINDS }));
}
