import type { FigureDefinition, FigureValue } from '@maillage/domain/figures/figure.ts';
import { formatNumber } from '@maillage/domain/format.ts';
import type { ServiceRange } from '@maillage/domain/services/ranges.ts';
import { typeset } from '@maillage/domain/typography.ts';
import { nameRange, readThreshold } from './access-figures.ts';
import { countBeyond, sayBeyond } from './beyond.ts';
import { formatFigureValue } from './figure-text.ts';
import { countCollectedServices } from './figure-values.ts';
import { counted, joinFrench, truthfulPercent, withFictionalMark } from './french.ts';
import { sayGreyZones } from './grey-figures.ts';
import { type IndexedRun, rowKey } from './run-rows.ts';

/**
 * The answer of a map in one or two sentences, with live figures; a fictional run says that it is fictional. That times
 * are estimated is said beside it, from the figure (`estimated`, `error`): the sentence stays one that is read aloud.
 */
export function buildHeadline(run: IndexedRun, figure: FigureDefinition, values: readonly FigureValue[]): string {
  const { manifest } = run.facts;
  const answer = figure.available ? sayAnswer(run, figure, values) : (figure.missingReason ?? 'Les données manquent.');
  return typeset(withFictionalMark(answer, manifest));
}

function sayAnswer(run: IndexedRun, figure: FigureDefinition, values: readonly FigureValue[]): string {
  const [family = '', part = ''] = figure.id.split('.', 2);
  switch (family) {
    case 'range-minutes':
    case 'far-share':
      return sayRange(run, part);
    case 'grey-share':
    case 'grey-fixed':
      return run.facts.greyZones === null ? 'Les données manquent.' : sayGreyZones(run.facts.greyZones, figure.id, values);
    case 'service-minutes':
      return sayService(run, part, values);
    case 'centre-level':
      return sayCentres(run, values);
    case 'services-count':
      return sayServicesCount(run, values);
    case 'population':
      return sayPopulation(values);
    default:
      return sayExtremes(run, figure, values);
  }
}

function sayRange(run: IndexedRun, part: string): string {
  const range = part as ServiceRange; // figure ids are made from SERVICE_RANGES alone
  const minutes = readThreshold(run.facts.manifest, range);
  const count = countBeyond(
    run.ownCommunes.map(({ code, populationCount }) => ({
      populationCount,
      share: run.ranges.get(rowKey(code, range))?.farShareRatio ?? null,
    })),
  );
  return sayBeyond(count, `à plus de ${counted(minutes, 'minute')} des ${nameRange(range)}`);
}

function sayService(run: IndexedRun, serviceType: string, values: readonly FigureValue[]): string {
  const service = run.services.get(serviceType);
  if (service === undefined) return 'Les données manquent.';
  const minutes = readThreshold(run.facts.manifest, service.range);
  const count = countBeyond(
    values.map(({ code, value, status }) => ({
      populationCount: run.communes.get(code)?.populationCount ?? null,
      share: status === 'unreachable' ? 1 : value === null ? null : value > minutes ? 1 : 0,
    })),
  );
  return sayBeyond(count, `à plus de ${counted(minutes, 'minute')} du service « ${service.label} » le plus proche`);
}

function sayCentres(run: IndexedRun, values: readonly FigureValue[]): string {
  const known = values.filter(({ value }) => value !== null);
  const centres = known.filter(({ value }) => value !== 0);
  if (centres.length === 0) return `Aucune des ${counted(known.length, 'commune')} n’est un centre.`;
  const ofLevel = (level: number) => centres.filter(({ value }) => value === level).length;
  const levels = [
    [ofLevel(4), 'majeur', 'majeurs'],
    [ofLevel(3), 'structurant', 'structurants'],
    [ofLevel(2), 'intermédiaire', 'intermédiaires'],
    [ofLevel(1), 'local', 'locaux'],
  ] as const;
  const parts = levels.filter(([count]) => count > 0).map(([count, one, many]) => counted(count, one, many));
  const verb = centres.length >= 2 ? 'sont des centres' : 'est un centre';
  const populationOf = (rows: readonly FigureValue[]) => rows.map(({ code }) => run.communes.get(code)?.populationCount ?? null);
  const all = populationOf(known);
  const inCentres = populationOf(centres).reduce((sum: number, count) => sum + (count ?? 0), 0);
  const total = all.reduce((sum: number, count) => sum + (count ?? 0), 0);
  const share = all.includes(null) || total === 0 ? '' : ` On y trouve ${truthfulPercent(inCentres / total)} des habitants.`;
  return `${counted(centres.length, 'commune')} sur ${formatNumber(known.length)} ${verb} : ${joinFrench(parts)}.${share}`;
}

function sayServicesCount(run: IndexedRun, values: readonly FigureValue[]): string {
  const counts = values.flatMap(({ value }) => (value === null ? [] : [value])).sort((a, b) => a - b);
  const median = counts[Math.ceil(counts.length / 2) - 1] ?? 0;
  const without = counts.filter((count) => count === 0).length;
  const none =
    without === 0 ? 'chacune en offre au moins un' : `${counted(without, 'commune')} n’en ${without >= 2 ? 'offrent' : 'offre'} aucun`;
  const total = countCollectedServices(run);
  if (median === 0)
    return `${counted(without, 'commune')} sur ${formatNumber(counts.length)} n’${without >= 2 ? 'offrent' : 'offre'} aucun des ${counted(total, 'service')}.`;
  return `Au moins la moitié des communes offrent au plus ${counted(median, 'service')} sur ${formatNumber(total)} ; ${none}.`;
}

function sayPopulation(values: readonly FigureValue[]): string {
  const counts = values.flatMap(({ value }) => (value === null ? [] : [value]));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const leftOut = values.length - counts.length;
  const note = leftOut > 0 ? ` Hors ${counted(leftOut, 'commune')} sans donnée.` : '';
  return `${counted(total, 'habitant')} ${total >= 2 ? 'vivent' : 'vit'} dans ${counted(counts.length, 'commune')}.${note}`;
}

/** « Bourg a la valeur la plus forte (12 %), Ferme la plus faible (3 %). » with the communes left out. */
function sayExtremes(run: IndexedRun, figure: FigureDefinition, values: readonly FigureValue[]): string {
  const known = values.flatMap(({ code, value }) => (value === null ? [] : [{ code, value }]));
  const first = known[0];
  if (first === undefined) return 'Les données manquent.';
  const lowest = known.reduce((best, row) => (row.value < best.value ? row : best), first);
  const highest = known.reduce((best, row) => (row.value > best.value ? row : best), first);
  const leftOut = values.length - known.length;
  const note = leftOut > 0 ? ` Hors ${counted(leftOut, 'commune')} sans donnée.` : '';
  const say = ({ code, value }: { code: string; value: number }) => ({
    name: run.communes.get(code)?.name ?? code,
    text: formatFigureValue(figure, value),
  });
  if (lowest.value === highest.value)
    return `Toutes les communes renseignées ont la même valeur : ${formatFigureValue(figure, lowest.value)}.${note}`;
  const [most, least] = [say(highest), say(lowest)];
  const [strongest, weakest] = extremesOf(figure);
  return `${most.name} a ${strongest} (${most.text}), ${least.name} ${weakest} (${least.text}).${note}`;
}

/** How the highest and the lowest of a figure are named: a score of need says what it measures. */
export const extremesOf = ({ id }: FigureDefinition): readonly [strongest: string, weakest: string] =>
  id.startsWith('need.') ? ['le besoin le plus fort', 'le plus faible'] : ['la valeur la plus forte', 'la plus faible'];
