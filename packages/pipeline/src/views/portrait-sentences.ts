import { formatMinutes, formatNumber } from '@maillage/domain/format.ts';
import { NEED_INDICATOR_LABELS, NEED_INDICATORS } from '@maillage/domain/indicators/need-indicators.ts';
import { CENTRE_LEVEL_LABELS, SERVICE_RANGES } from '@maillage/domain/services/ranges.ts';
import type { Commune } from '@maillage/domain/territories/territory.ts';
import { typeset } from '@maillage/domain/typography.ts';
import { nameRange } from './access-figures.ts';
import { countCollectedServices, countRanked } from './figure-values.ts';
import { counted, joinFrench } from './french.ts';
import { type IndexedRun, rowKey } from './run-rows.ts';

/** The key facts of a commune in sentences; a fact that is not known is said to be unknown or left out, never guessed. */
export function sayPortrait(run: IndexedRun, commune: Commune): string[] {
  const fictional = run.facts.manifest.fictional ? ['Cette commune appartient à un Département fictif : ces chiffres sont inventés.'] : [];
  return [...fictional, sayPopulation(run, commune), ...sayAccess(run, commune), ...sayCentre(run, commune), ...sayNeed(run, commune)].map(
    typeset,
  );
}

function sayPopulation(run: IndexedRun, { name, populationCount, epciCode }: Commune): string {
  const epci = epciCode === null ? undefined : run.territories.get(rowKey('epci', epciCode));
  const place = epci === undefined ? '' : `, dans l’intercommunalité « ${epci.name} »`;
  return populationCount === null
    ? `La population de ${name} n’est pas renseignée${place}.`
    : `${name} compte ${counted(populationCount, 'habitant')}${place}.`;
}

function sayAccess(run: IndexedRun, { code }: Commune): string[] {
  const parts = SERVICE_RANGES.flatMap((range) => {
    const mean = run.ranges.get(rowKey(code, range))?.meanMinutes ?? null;
    return mean === null ? [] : [`à ${formatMinutes(mean, 1)} des ${nameRange(range)}`];
  });
  if (parts.length === 0) return ['Aucun temps d’accès n’est connu pour cette commune.'];
  const how = run.facts.manifest.travelMethod === 'estimated' ? ' (temps estimés en voiture)' : ' (en voiture)';
  return [`On y est en moyenne ${joinFrench(parts)}${how}.`];
}

function sayCentre(run: IndexedRun, { code, name }: Commune): string[] {
  const centre = run.centres.get(code);
  if (centre === undefined) return [];
  const offer = `${counted(centre.servicesCount, 'service')} sur ${formatNumber(countCollectedServices(run))}`;
  const level = centre.level === 0 ? `${name} n’est pas un centre` : `${name} est un ${CENTRE_LEVEL_LABELS[centre.level]}`;
  const attracted = centre.attractedTo === null ? undefined : run.communes.get(centre.attractedTo);
  const minutes = centre.attractedMinutes === null ? '' : `, à ${formatMinutes(centre.attractedMinutes)}`;
  const towards = attracted === undefined ? '' : ` Le centre de niveau supérieur le plus proche est ${attracted.name}${minutes}.`;
  return [`${level} : on y trouve ${offer}.${towards}`];
}

function sayNeed(run: IndexedRun, { code }: Commune): string[] {
  const ranked = NEED_INDICATORS.flatMap((indicator) => {
    const rank = run.needs.get(rowKey(code, indicator))?.rank ?? null;
    return rank === null ? [] : [{ indicator, rank }];
  });
  const first = ranked[0];
  if (first === undefined) return ['Les données manquent pour dire les besoins de cette commune.'];
  const { indicator, rank } = ranked.reduce((best, row) => (row.rank < best.rank ? row : best), first);
  const place = rank === 1 ? '1re' : `${formatNumber(rank)}e`;
  return [
    `Son rang le plus haut parmi les besoins : « ${NEED_INDICATOR_LABELS[indicator]} », ${place} sur ${counted(countRanked(run, indicator), 'commune')}.`,
  ];
}
