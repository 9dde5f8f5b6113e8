import type { FigureDefinition } from '@maillage/domain/figures/figure.ts';
import type { ServiceRange } from '@maillage/domain/services/ranges.ts';
import { typeset } from '@maillage/domain/typography.ts';
import { findCorner } from '@maillage/maps/bivariate.ts';
import { nameRange } from '../views/access-figures.ts';
import { joinFrench } from '../views/french.ts';
import { GREY_FAMILIES, readGreyFigureId } from '../views/grey-figures.ts';
import { extremesOf } from '../views/headline.ts';
import type { DocumentBook } from './build-figure-book.ts';
import { describeMap } from './figures/map-figures.ts';
import { named } from './prose-inlines.ts';

/**
 * The answer of a map in prose whose numbers are references: word for word the sentence of the pages (`views/headline.ts`), which an
 * essay compares on every map of the atlas.
 */
export function writeHeadline(book: DocumentBook, mapId: string): string {
  const { run } = book.context;
  const drawn = describeMap(book.context, mapId);
  if (drawn === undefined) return '';
  const [figure, second] = drawn.figures;
  if (second !== undefined) return sayCorner(book, mapId);
  const isKnown = run.figures.has(figure!.id);
  const answer = !isKnown
    ? 'Cet indicateur n’est pas dans ce calcul.'
    : figure!.available
      ? sayAnswer(book, figure!, drawn.values)
      : named(figure!.missingReason ?? 'Les données manquent.');
  const { fictional } = run.facts.manifest;
  return typeset(fictional && isKnown ? `${answer.replace(/\.$/, '')} (fictif).` : answer);
}

function sayAnswer(book: DocumentBook, figure: FigureDefinition, values: ReadonlyMap<string, number | null>): string {
  const [family = '', part = ''] = figure.id.split('.', 2);
  const { run } = book.context;
  switch (family) {
    case 'range-minutes':
    case 'far-share':
      return sayBeyond(book, part, `à plus de {{parameter.far.${part}}} des ${nameRange(part as ServiceRange)}`);
    case 'service-minutes': {
      const service = run.services.get(part);
      if (service === undefined) return 'Les données manquent.';
      return sayBeyond(book, part, `à plus de {{parameter.far.${service.range}}} du service « ${named(service.label)} » le plus proche`);
    }
    case 'grey-share':
    case 'grey-fixed':
      return sayGrey(book, figure.id, values);
    case 'centre-level':
      return sayCentres(book);
    case 'services-count':
      return sayServicesCount(book);
    case 'population':
      return sayPopulation(book);
    default:
      return sayExtremes(book, figure, values);
  }
}

const whole = ({ context }: DocumentBook) => `@departement:${context.run.facts.manifest.departementCode}`;
const valueAt = (book: DocumentBook, reference: string) => book.find(reference)?.value ?? null;

function leftOut(book: DocumentBook, reference: string): string {
  return (valueAt(book, reference) ?? 0) > 0 ? ` Hors {{${reference}}} sans donnée.` : '';
}

function sayBeyond(book: DocumentBook, part: string, where: string): string {
  const at = whole(book);
  const [people, share] = [`people-far.${part}${at}`, `people-far-share.${part}${at}`];
  const count = valueAt(book, people);
  const without = leftOut(book, `communes-untold.far.${part}${at}`);
  if (count === null) return `On ne peut pas dire combien d’habitants vivent ${where} : les données manquent.`;
  if (count === 0) return `Aucun habitant ne vit ${where}.${without}`;
  if (valueAt(book, share) === 1)
    return `${count === 1 ? 'Le seul habitant vit' : `Tous les habitants ({{${people}}}) vivent`} ${where}.${without}`;
  return `{{${people}}}, soit {{${share}}}, ${count >= 2 ? 'vivent' : 'vit'} ${where}.${without}`;
}

function sayGrey(book: DocumentBook, figureId: string, values: ReadonlyMap<string, number | null>): string {
  const asked = readGreyFigureId(figureId);
  const prefix = asked !== undefined && GREY_FAMILIES[asked.family] === 'fixed' ? 'fixed-grey' : 'grey';
  const at = `.${asked?.scopeId}${whole(book)}`;
  const communes = valueAt(book, `${prefix}-communes${at}`);
  if (communes === null || [...values.values()].every((value) => value === null)) return 'Les données manquent.';
  if (communes === 0) return 'Aucune commune n’est grise.';
  const where = `{{${prefix}-communes${at}}}, en {{${prefix}-areas${at}}}`;
  const people = valueAt(book, `${prefix}-people${at}`);
  if (people === null || valueAt(book, `${prefix}-people-share${at}`) === null) return `On compte ${where}.`;
  return `{{${prefix}-people${at}}}, soit {{${prefix}-people-share${at}}}, ${people >= 2 ? 'vivent' : 'vit'} dans ${where}.`;
}

function sayCentres(book: DocumentBook): string {
  const at = whole(book);
  const count = valueAt(book, `centre-communes${at}`) ?? 0;
  if (count === 0) return `Aucune des {{communes${at}}} n’est un centre.`;
  const levels = [4, 3, 2, 1].map((level) => `centre-levels.level${level}${at}`).filter((level) => (valueAt(book, level) ?? 0) > 0);
  const share = valueAt(book, `centres-people-share${at}`) === null ? '' : ` On y trouve {{centres-people-share${at}}} des habitants.`;
  const verb = count >= 2 ? 'sont des centres' : 'est un centre';
  return `{{centre-communes${at}}} sur {{communes-known.centre-level:bare${at}}} ${verb} : ${joinFrench(levels.map((level) => `{{${level}}}`))}.${share}`;
}

function sayServicesCount(book: DocumentBook): string {
  const at = whole(book);
  const without = valueAt(book, `communes-without-service${at}`) ?? 0;
  const offer = without >= 2 ? 'offrent' : 'offre';
  if ((valueAt(book, `services-median${at}`) ?? 0) === 0)
    return `{{communes-without-service${at}}} sur {{communes-known.services-count:bare${at}}} n’${offer} aucun des {{services-collected${at}}}.`;
  const none = without === 0 ? 'chacune en offre au moins un' : `{{communes-without-service${at}}} n’en ${offer} aucun`;
  return `Au moins la moitié des communes offrent au plus {{services-median${at}}} sur {{services-collected:bare${at}}} ; ${none}.`;
}

function sayPopulation(book: DocumentBook): string {
  const at = whole(book);
  const verb = (valueAt(book, `people-known${at}`) ?? 0) >= 2 ? 'vivent' : 'vit';
  return `{{people-known${at}}} ${verb} dans {{communes-known.population${at}}}.${leftOut(book, `communes-untold.population${at}`)}`;
}

function sayExtremes(book: DocumentBook, figure: FigureDefinition, values: ReadonlyMap<string, number | null>): string {
  const { run } = book.context;
  const known = run.ownCommunes.flatMap(({ code, name }) => {
    const value = values.get(code) ?? null;
    return value === null ? [] : [{ code, name, value }];
  });
  const first = known[0];
  if (first === undefined) return 'Les données manquent.';
  const lowest = known.reduce((best, row) => (row.value < best.value ? row : best), first);
  const highest = known.reduce((best, row) => (row.value > best.value ? row : best), first);
  const note = leftOut(book, `communes-untold.${figure.id}${whole(book)}`);
  const referenceOf = ({ code }: typeof first) => `{{${figure.id}@commune:${code}}}`;
  if (lowest.value === highest.value) return `Toutes les communes renseignées ont la même valeur : ${referenceOf(lowest)}.${note}`;
  const [strongest, weakest] = extremesOf(figure);
  return `${named(highest.name)} a ${strongest} (${referenceOf(highest)}), ${named(lowest.name)} ${weakest} (${referenceOf(lowest)}).${note}`;
}

/** Who is in the last class of both figures, beyond the last limit of each. */
function sayCorner(book: DocumentBook, mapId: string): string {
  const { description } = describeMap(book.context, mapId)!;
  const bivariate = description.bivariate!; // asked of a map of two figures
  const corner = findCorner(description);
  if ('said' in corner) return corner.said;
  const at = `map.${mapId}.${corner.id}`;
  const side = (name: 'across' | 'up') => {
    const { title, breaks, labels } = bivariate[name];
    const limit = breaks.length - 1;
    return `« ${named(title)} » : ${limit < 0 ? labels.at(-1)! : `plus de {{map.${mapId}.${name}-${limit}}}`}`;
  };
  return `{{${at}.people:bare}} habitants, dans {{${at}.communes}}, cumulent ${side('across')}, et ${side('up')}.`;
}
