import type { DocumentFigure, FigureBook } from '@maillage/domain/documents/document.ts';
import { typeset } from '@maillage/domain/typography.ts';
import type { DocumentFacts } from './document-facts.ts';
import { listCatalogued, resolveCatalogued } from './figures/catalogue-figures.ts';
import { CHANGE_FAMILIES } from './figures/change-figures.ts';
import { COUNT_FAMILIES } from './figures/count-figures.ts';
import { DIAGNOSIS_FAMILIES } from './figures/diagnosis-figures.ts';
import { type Answer, type FigureContext, type FigureFamily, findPlace, type Place } from './figures/figure-context.ts';
import { MAP_FAMILY } from './figures/map-figures.ts';
import { PARAMETER_FAMILY } from './figures/parameter-figures.ts';
import { PEOPLE_FAMILIES } from './figures/people-figures.ts';
import { PLAN_FAMILIES } from './figures/plan-figures.ts';
import { PROCEDURE_FAMILIES } from './figures/procedure-figures.ts';
import { SERVICE_FAMILIES } from './figures/service-figures.ts';
import { SHEET_FAMILIES } from './figures/sheet-figures.ts';
import { createFigureSearch } from './search-figures.ts';

const FAMILIES: ReadonlyMap<string, FigureFamily> = new Map(
  Object.entries({
    ...PEOPLE_FAMILIES,
    ...COUNT_FAMILIES,
    ...SERVICE_FAMILIES,
    ...DIAGNOSIS_FAMILIES,
    ...PLAN_FAMILIES,
    ...SHEET_FAMILIES,
    ...PROCEDURE_FAMILIES,
    ...CHANGE_FAMILIES,
    parameter: PARAMETER_FAMILY,
    map: MAP_FAMILY,
  }),
);
/** After a reference: the number alone, for a cell whose column says the unit. */
const BARE = ':bare';

/** Figures of a run, of its plan and of its procedure, by reference, each resolved when it is first asked for. */
export interface DocumentBook extends FigureBook {
  /** At most fifty figures whose words and whose territory answer, the whole Département first; accents forgiven. */
  searchFigures(words: string): DocumentFigure[];
  /** The territory or the axis that a reference may name; undefined when there is none. */
  findPlace(kind: string, code: string): Place | undefined;
  context: FigureContext;
}

/** A book over all that a document may speak of. An unknown reference is undefined; a known one without value says why in its text. */
export function buildFigureBook(facts: DocumentFacts): DocumentBook {
  const known = new Map<string, DocumentFigure | undefined>();
  const places = new Map<string, Place | undefined>();
  let beforeBook: DocumentBook | undefined;
  const placeOf = (kind: string, code: string) => {
    const key = `${kind}:${code}`;
    if (!places.has(key)) places.set(key, findPlace(facts, kind, code));
    return places.get(key);
  };
  const context: FigureContext = {
    ...facts,
    find: (reference) => find(reference),
    findBefore(reference) {
      if (facts.runBefore === null) return undefined;
      // Only figures of the run itself are compared: the chapters and the plan of then are not read.
      beforeBook ??= buildFigureBook({
        ...facts,
        run: facts.runBefore,
        runBefore: null,
        change: null,
        diagnosis: null,
        chapters: {},
        plan: null,
        scheme: null,
      });
      return beforeBook.find(reference);
    },
  };
  const find = (reference: string): DocumentFigure | undefined => {
    if (known.has(reference)) return known.get(reference);
    const figure = resolve(context, reference, placeOf);
    known.set(reference, figure);
    return figure;
  };
  let search: ((words: string) => DocumentFigure[]) | undefined;
  return {
    runId: facts.run.facts.manifest.id,
    ...{ find, findPlace: placeOf, context },
    searchFigures: (words) => {
      search ??= createFigureSearch(context, [...listCatalogued(context), ...[...FAMILIES.values()].flatMap(({ list }) => list(context))]);
      return search(words);
    },
  };
}

function resolve(
  context: FigureContext,
  reference: string,
  placeOf: (kind: string, code: string) => Place | undefined,
): DocumentFigure | undefined {
  const [left = '', at] = reference.split('@', 2);
  const isBare = left.endsWith(BARE);
  const id = isBare ? left.slice(0, -BARE.length) : left;
  const [kind = '', code = ''] = at?.split(':', 2) ?? [];
  const place = at === undefined ? null : placeOf(kind, code);
  if (place === undefined) return undefined;
  const found = answerOf(context, id, place);
  if (found === undefined) return undefined;
  const { value, unit, text, bare, origin } = found;
  return {
    ...{ id: reference, value, unit, text: isBare ? bare : text, runId: context.run.facts.manifest.id },
    origin: {
      ...origin,
      label: typeset(origin.label),
      formula: typeset(origin.formula),
      territory: place === null ? null : { kind: place.kind, code: place.code, name: place.name },
    },
  };
}

function answerOf(context: FigureContext, id: string, place: Place | null): Answer | undefined {
  if (context.run.figures.has(id)) return resolveCatalogued(context, id, place);
  const dot = id.indexOf('.');
  const family = FAMILIES.get(dot < 0 ? id : id.slice(0, dot));
  return family?.resolve(context, dot < 0 ? '' : id.slice(dot + 1), place);
}
