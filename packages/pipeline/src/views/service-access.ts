import type { Fallback, ServiceAccess } from '@maillage/domain/accessibility/fallback.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { formatMinutes } from '@maillage/domain/format.ts';
import { typeset } from '@maillage/domain/typography.ts';
import { readCommuneValue } from './figure-values.ts';
import { counted } from './french.ts';
import { getOwnCommune } from './portrait.ts';
import type { IndexedRun } from './run-rows.ts';

/**
 * Where a commune goes for a service, where else it could go, and what the closure of that place would change for everybody
 * who goes there. With cells as origins, the nearest place of a commune is that of most of its people, and the minutes without
 * it are those of all of them without their own: the most that a closure would cost.
 * Throws `territory-not-found`, or `figure-not-found` for a service that the run does not hold.
 */
export function explainServiceAccess(
  run: IndexedRun,
  fallback: Fallback | undefined,
  asked: { code: string; serviceType: string },
): ServiceAccess {
  const commune = getOwnCommune(run, asked.code);
  const service = run.services.get(asked.serviceType);
  if (service === undefined)
    throw new DomainError('figure-not-found', 'Ce service n’est pas dans ce calcul. Choisissez-le dans la liste.', {
      serviceType: asked.serviceType,
    });
  const { access, manifest } = run.facts;
  const column = run.serviceColumn.get(asked.serviceType)!;
  const { value } = readCommuneValue(run, `service-minutes.${asked.serviceType}`, commune);
  const destinationIndex = access.nearest[run.accessRow.get(asked.code)! * access.serviceTypes.length + column] ?? -1;
  const destination = access.destinations[destinationIndex];
  const nearest = destination === undefined || value === null ? null : journeyTo(run, destination, value);
  const next = fallback === undefined ? undefined : readNext(fallback, asked);
  const second = next?.place === undefined || next.minutes === null ? null : journeyTo(run, next.place, next.minutes);
  const ifClosed = nearest === null || fallback === undefined ? null : closeIt(run, fallback, { column, destinationIndex, ...asked });
  return {
    ...{ runId: manifest.id, communeCode: asked.code, serviceType: asked.serviceType, label: service.label, nearest, second, ifClosed },
    sentences: say({ communeName: commune.name, collected: service.collected, nearest, second, ifClosed }).map(typeset),
  };
}

/** Rounds to nothing at the decimal that is told. */
const UNFELT_MINUTES = 0.05;

type Journey = NonNullable<ServiceAccess['nearest']>;
type Closure = NonNullable<ServiceAccess['ifClosed']>;

function journeyTo(
  run: IndexedRun,
  { communeCode, name, lon, lat }: { communeCode: string; name: string | null; lon?: number; lat?: number },
  minutes: number,
): Journey {
  const communeName = run.communes.get(communeCode)?.name ?? communeCode;
  return { communeCode, communeName, placeName: name, lon: lon ?? null, lat: lat ?? null, minutes };
}

function readNext(fallback: Fallback, { code, serviceType }: { code: string; serviceType: string }) {
  const [row, column] = [fallback.communeCodes.indexOf(code), fallback.serviceTypes.indexOf(serviceType)];
  if (row < 0 || column < 0) return undefined;
  const cell = row * fallback.serviceTypes.length + column;
  return { minutes: fallback.minutes[cell] ?? null, place: fallback.places[fallback.place[cell] ?? -1] };
}

/** Every own commune whose nearest place this is, before and after. */
function closeIt(
  run: IndexedRun,
  fallback: Fallback,
  { column, destinationIndex, serviceType }: { column: number; destinationIndex: number; serviceType: string },
): Closure {
  const { access } = run.facts;
  const there = run.ownCommunes.filter(
    ({ code }) => access.nearest[run.accessRow.get(code)! * access.serviceTypes.length + column] === destinationIndex,
  );
  let [peopleWithOther, extra, withoutCount, populationCount] = [0, 0, 0, 0];
  let longest: Closure['longest'] = null;
  for (const commune of there) {
    const people = commune.populationCount ?? 0;
    populationCount += people;
    const before = readCommuneValue(run, `service-minutes.${serviceType}`, commune).value;
    const after = readNext(fallback, { code: commune.code, serviceType })?.minutes ?? null;
    if (before === null) continue;
    if (after === null) {
      withoutCount += people;
      continue;
    }
    peopleWithOther += people;
    extra += people * (after - before);
    if (longest === null || after - before > longest.after - longest.before)
      longest = { communeCode: commune.code, communeName: commune.name, before, after };
  }
  return {
    communeCount: there.length,
    ...{ populationCount, withoutCount, longest },
    extraMinutes: peopleWithOther === 0 ? null : extra / peopleWithOther,
  };
}

function say(told: {
  communeName: string;
  collected: boolean;
  nearest: Journey | null;
  second: Journey | null;
  ifClosed: Closure | null;
}): string[] {
  const { communeName, collected, nearest, second, ifClosed } = told;
  if (!collected) return ['Ce service n’est pas recensé dans ce millésime.'];
  if (nearest === null) return [`Aucun lieu n’est à portée de ${communeName} dans la durée du calcul.`];
  const name = ({ placeName, communeName: place }: Journey) => (placeName === null ? `à ${place}` : `« ${placeName} », à ${place}`);
  const other = second === null ? 'Aucun autre lieu n’est à portée.' : `Le suivant : ${name(second)}, ${formatMinutes(second.minutes, 1)}.`;
  return [
    `Le plus proche : ${name(nearest)}, ${formatMinutes(nearest.minutes, 1)}.`,
    other,
    ...(ifClosed === null ? [] : sayClosure(ifClosed)),
  ];
}

function sayClosure({ communeCount, populationCount, extraMinutes, withoutCount, longest }: Closure): string[] {
  if (extraMinutes !== null && extraMinutes < UNFELT_MINUTES && withoutCount === 0)
    return ['S’il fermait, rien ne changerait : un autre lieu est aussi proche.'];
  const who = `${counted(populationCount, 'habitant')} de ${counted(communeCount, 'commune')}`;
  const cost =
    extraMinutes === null
      ? 'n’auraient plus de lieu à portée'
      : `feraient en moyenne ${formatMinutes(extraMinutes, 1)} de plus${longest === null || communeCount < 2 ? '' : ` (${longest.communeName} : ${formatMinutes(longest.after, 1)} au lieu de ${formatMinutes(longest.before, 1)})`}`;
  const without =
    extraMinutes === null || withoutCount === 0 ? '' : ` ; ${counted(withoutCount, 'habitant')} n’auraient plus de lieu à portée`;
  return [`S’il fermait, ${who} ${cost}${without}.`];
}
