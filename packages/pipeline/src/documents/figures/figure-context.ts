import type { DocumentFigure, FigureOrigin } from '@maillage/domain/documents/document.ts';
import type { FigureDefinition } from '@maillage/domain/figures/figure.ts';
import { formatEuros, formatMinutes, formatNumber, formatRatioAsPercent, MISSING_TEXT } from '@maillage/domain/format.ts';
import type { Commune } from '@maillage/domain/territories/territory.ts';
import { nameTerritory } from '../../views/figure-series.ts';
import { counted, truthfulPercent } from '../../views/french.ts';
import { listFigureFiles } from '../../views/provenance.ts';
import { type IndexedRun, rowKey } from '../../views/run-rows.ts';
import type { DocumentFacts } from '../document-facts.ts';

/** What a figure is about: a territory, or an axis of the plan. */
export interface Place {
  kind: string;
  code: string;
  name: string;
  /** Own communes of it; null where communes are not its parts (France, a neighbourhood, an axis). */
  communes: readonly Commune[] | null;
}

/** A figure before it has its reference and its run. */
export interface Answer {
  value: number | null;
  unit: string;
  text: string;
  /** The number alone, for a cell whose column says the unit. */
  bare: string;
  origin: Omit<FigureOrigin, 'territory'>;
}

export interface FigureContext extends Omit<DocumentFacts, 'geometry'> {
  /** Another figure of the same book. */
  find(reference: string): DocumentFigure | undefined;
  /** The same of the run before; undefined without one. */
  findBefore(reference: string): DocumentFigure | undefined;
}

/** Answers a family of references: what stands after its name, and where. Undefined when it has no such figure. */
export type Resolver = (context: FigureContext, part: string, place: Place | null) => Answer | undefined;

/** A figure that a reader may look for: its reference with or without a territory, and the words that name it. */
export interface Searchable {
  reference: string;
  label: string;
  /** Kinds of territory that it exists on; empty when it has none. */
  kinds: readonly string[];
}
export interface FigureFamily {
  resolve: Resolver;
  list(context: FigureContext): Searchable[];
}

const NOUNS: Readonly<Record<string, [string, string]>> = {
  inhabitants: ['habitant', 'habitants'],
  communes: ['commune', 'communes'],
  services: ['service', 'services'],
  facilities: ['équipement', 'équipements'],
  places: ['lieu', 'lieux'],
  epcis: ['intercommunalité', 'intercommunalités'],
  quarters: ['quartier prioritaire', 'quartiers prioritaires'],
  sites: ['espace France services', 'espaces France services'],
  sheets: ['fiche', 'fiches'],
  axes: ['axe', 'axes'],
  indicators: ['indicateur', 'indicateurs'],
  steps: ['étape', 'étapes'],
  days: ['jour', 'jours'],
  months: ['mois', 'mois'],
  years: ['an', 'ans'],
  minutes: ['minute', 'minutes'],
  opinions: ['avis', 'avis'],
  clauses: ['exigence', 'exigences'],
  respondents: ['personne', 'personnes'],
  bodies: ['instance', 'instances'],
  areas: ['zone', 'zones'],
  maps: ['carte', 'cartes'],
  sources: ['source', 'sources'],
};

export interface Wording {
  unit: string;
  decimals?: number;
  /** In the place of the noun of the unit: « centre local », « centres locaux ». */
  noun?: readonly [string, string];
  /** Why there is no value, when it is not merely missing. */
  absent?: string;
  /** A share that never rounds a few people to nobody. */
  truthful?: boolean;
}

/** The text of a value and its number alone: the one place where documents turn a value into words. */
export function wordValue(value: number | null, { unit, decimals, noun, absent, truthful }: Wording): Pick<Answer, 'text' | 'bare'> {
  if (value === null || Number.isNaN(value)) return { text: absent ?? MISSING_TEXT, bare: absent ?? MISSING_TEXT };
  const found = noun ?? NOUNS[unit];
  if (found !== undefined) return { text: counted(value, ...found), bare: formatNumber(value) };
  switch (unit) {
    case 'ratio':
      return {
        text: truthful ? truthfulPercent(value) : formatRatioAsPercent(value, decimals ?? 1),
        bare: formatNumber(value * 100, decimals ?? 1),
      };
    case 'points':
      return both(
        `${value > 0 ? '+' : ''}${formatNumber(value * 100, decimals ?? 1)}\u00a0${Math.abs(value * 100) >= 2 ? 'points' : 'point'}`,
      );
    case 'min':
      return { text: formatMinutes(value, decimals ?? 1), bare: formatNumber(value, decimals ?? 1) };
    case 'euros':
      return { text: formatEuros(value), bare: formatNumber(value) };
    case 'rank':
      return both(value === 1 ? '1er' : `${formatNumber(value)}e`);
    case 'km2':
      return { text: `${formatNumber(value, decimals ?? 0)}\u00a0km²`, bare: formatNumber(value, decimals ?? 0) };
    default:
      return both(formatNumber(value, decimals ?? 0));
  }
}
const both = (text: string) => ({ text, bare: text });

/** A figure from its value: words, then where it comes from. */
export function answer(value: number | null, wording: Wording, origin: Answer['origin']): Answer {
  const kept = value !== null && Number.isFinite(value) ? value : null;
  return { value: kept, unit: wording.unit, ...wordValue(kept, wording), origin };
}

/** The origin of a figure that follows from one of the catalogue: its parameters, sources, note and error, under its own name. */
export function originFrom(run: IndexedRun, figureId: string, told: { label: string; formula: string }): Answer['origin'] {
  const figure = run.figures.get(figureId);
  if (figure === undefined) return plainOrigin({ ...told, methodNote: 'acces' });
  return {
    ...{ label: told.label, figureId: null, formula: told.formula, parameters: figure.parameters },
    ...{ sources: listSources(run, figure), methodNote: figure.methodNote, estimated: figure.estimated, error: figure.error },
  };
}

const cited = new WeakMap<IndexedRun, Map<string, FigureOrigin['sources']>>();

/** Each file once, as a reader cites it. Kept by figure: a ranking asks for a figure of each commune. */
export function listSources(run: IndexedRun, figure: FigureDefinition): FigureOrigin['sources'] {
  const kept = cited.get(run) ?? new Map<string, FigureOrigin['sources']>();
  cited.set(run, kept);
  const known = kept.get(figure.id);
  if (known !== undefined) return known;
  const seen = new Map<string, FigureOrigin['sources'][number]>();
  for (const { title, producer, licence, vintage } of listFigureFiles(run, figure))
    seen.set(`${title}\n${vintage}`, { title, producer, licence, vintage });
  kept.set(figure.id, [...seen.values()]);
  return kept.get(figure.id)!;
}

export function plainOrigin(told: {
  label: string;
  formula: string;
  methodNote: string;
  sources?: FigureOrigin['sources'];
}): Answer['origin'] {
  return { ...{ figureId: null, parameters: [], sources: [], estimated: false, error: null }, ...told };
}

const MEMBERSHIP: Readonly<Record<string, (commune: Commune) => string | null>> = {
  commune: ({ code }) => code,
  epci: ({ epciCode }) => epciCode,
  arrondissement: ({ arrondissementCode }) => arrondissementCode,
  canton: ({ cantonCode }) => cantonCode,
  departement: ({ departementCode }) => departementCode,
};
/** Kinds whose figures are made of own communes. */
export const MEMBER_KINDS = Object.keys(MEMBERSHIP);

/** The territory or the axis that a reference names; undefined when the run and the plan have none. */
export function findPlace({ run, plan, chapters }: DocumentFacts | FigureContext, kind: string, code: string): Place | undefined {
  const codeOf = MEMBERSHIP[kind];
  if (codeOf !== undefined) {
    const communes = run.ownCommunes.filter((commune) => codeOf(commune) === code);
    return communes.length === 0 ? undefined : { kind, code, name: nameTerritory(run, kind, code), communes };
  }
  if (kind === 'qpv') {
    const quarter = run.facts.qpvs.find((one) => one.code === code) ?? chapters.quarters?.summaries.find((one) => one.qpvCode === code);
    return quarter === undefined ? undefined : { kind, code, name: quarter.name ?? code, communes: null };
  }
  if (kind === 'axis') {
    const axis = plan?.plan.axes.find((one) => one.id === code);
    return axis === undefined ? undefined : { kind, code, name: axis.title, communes: null };
  }
  const known = run.territories.has(rowKey(kind, code)) || run.territoryFigures.has(rowKey(kind, code, 'population'));
  return known ? { kind, code, name: nameTerritory(run, kind, code), communes: null } : undefined;
}

/** A family that says of itself what it resolves, and what of it can be searched. */
export const simple = (resolve: FigureFamily['resolve'], list: FigureFamily['list'] = () => []): FigureFamily => ({ resolve, list });

/** One figure of the whole run, that has no territory of its own but the Département. */
export function ofRun(
  label: string,
  unit: string,
  value: (context: FigureContext) => number | null,
  { formula, figureId = 'services-count' }: { formula: string; figureId?: string },
): FigureFamily {
  return simple(
    (context, part, place) =>
      part !== '' || (place !== null && place.kind !== 'departement')
        ? undefined
        : answer(value(context), { unit }, originFrom(context.run, figureId, { label, formula })),
    () => [],
  );
}
