import { inName } from '@maillage/domain/french-names.ts';
import { NEED_INDICATOR_LABELS, NEED_INDICATORS } from '@maillage/domain/indicators/need-indicators.ts';
import { SERVICE_RANGES } from '@maillage/domain/services/ranges.ts';
import { nameRange } from '../../views/access-figures.ts';
import { named } from '../prose-inlines.ts';
import { compare, isKnown, isSome, type Kit, valueAt } from './section.ts';
import { listEpcis, rankEpcis } from './territories-of.ts';

/** Something worth saying first: whom it concerns, and how far it is from what it is compared with. */
export interface DraftFinding {
  /** Of one kind only two are told. */
  kind: 'range' | 'theme' | 'service' | 'epci' | 'need' | 'priority' | 'centre' | 'quarter' | 'change';
  /** Inhabitants concerned. */
  people: number;
  /** Times what it is compared with; 1 when nothing is. */
  unusual: number;
  prose: string;
}

/** Under this share of the inhabitants, and this close to what it is compared with, there is nothing to say. */
const LEAST_PEOPLE_SHARE = 0.01;
const LEAST_UNUSUAL = 1.25;
const TOLD_PER_KIND = 2;
/** Of fewer services a theme says nothing as a theme; of fewer minutes a service is near everywhere. */
const LEAST_SERVICES = 2;
const LEAST_MINUTES = 5;
/** Nothing is a hundred times as unusual as ten times. */
const MOST_UNUSUAL = 4;

/** The findings of the run, the weightiest first: people concerned × how unusual. Rules in docs/methods/redaction.md. */
export function findFindings(kit: Kit, limit: number): DraftFinding[] {
  const inhabitants = valueAt(kit, `people-known${kit.at}`) ?? 0;
  const weight = ({ people, unusual }: DraftFinding) => people * Math.min(MOST_UNUSUAL, Math.max(1 / MOST_UNUSUAL, unusual));
  const told = new Map<string, number>();
  return [...ranges(kit), ...themes(kit), ...services(kit), ...epcis(kit), ...needs(kit), ...priorities(kit), ...quarters(kit)]
    .filter(({ people, unusual }) => people >= LEAST_PEOPLE_SHARE * inhabitants || (people > 0 && unusual >= LEAST_UNUSUAL))
    .sort((a, b) => weight(b) - weight(a) || (a.prose < b.prose ? -1 : 1))
    .filter(({ kind }) => {
      told.set(kind, (told.get(kind) ?? 0) + 1);
      return told.get(kind)! <= TOLD_PER_KIND;
    })
    .slice(0, limit);
}

const ratio = (a: number | null, b: number | null) => (a === null || b === null || b <= 0 ? 1 : a / b);
export const regionAt = ({ facts }: Kit) => {
  const code = facts.run.ownCommunes.find(({ regionCode }) => regionCode !== null)?.regionCode;
  return code == null ? null : `@region:${code}`;
};
/** « une part plus faible que dans la région (12,3 %) » */
export function againstRegion(kit: Kit, reference: string): string {
  const region = regionAt(kit);
  if (region === null || !isKnown(kit, `${reference}${region}`)) return '';
  const words = compare(kit, `${reference}${kit.at}`, `${reference}${region}`, {
    more: 'plus forte que',
    less: 'plus faible que',
    same: 'comparable à celle de',
  });
  const joined = words.includes(' = ') ? `, une part ${words} la région` : `, une part ${words} dans la région`;
  return `${joined} ({{${reference}${region}}})`;
}

function ranges(kit: Kit): DraftFinding[] {
  return SERVICE_RANGES.flatMap((range) => {
    const reference = `people-far.${range}${kit.at}`;
    if (!isSome(kit, reference)) return [];
    const region = regionAt(kit);
    const share = `far-share.${range}`;
    return {
      kind: 'range' as const,
      people: valueAt(kit, reference)!,
      unusual: region === null ? 1 : ratio(valueAt(kit, `${share}${kit.at}`), valueAt(kit, `${share}${region}`)),
      prose: `**{{${reference}}}**, soit {{people-far-share.${range}${kit.at}}}, vivent à plus de {{parameter.far.${range}}} des ${nameRange(range)}${againstRegion(kit, share)}.`,
    };
  });
}

/** Measured against the région, people beyond what the région would have; without it, a share says nothing of its own. */
function themes(kit: Kit): DraftFinding[] {
  const region = regionAt(kit);
  const scopes = kit.facts.run.facts.greyZones?.scopes.filter(
    ({ kind, serviceTypes }) => kind === 'theme' && serviceTypes.length >= LEAST_SERVICES,
  );
  if (region === null) return [];
  return (scopes ?? []).flatMap(({ id, label }) => {
    const [own, other] = [`region-grey-people-share.${id}${kit.at}`, `region-grey-people-share.${id}${region}`];
    const [a, b] = [valueAt(kit, own), valueAt(kit, other)];
    if (a === null || b === null || b <= 0 || Math.abs(a - b) <= 0.02 * b) return [];
    const isMore = a > b;
    return {
      kind: 'theme' as const,
      people: Math.abs(a - b) * (valueAt(kit, `people-known${kit.at}`) ?? 0),
      unusual: LEAST_UNUSUAL,
      prose: `**${named(label)}** : {{${own}}} des habitants du Département sont dans une commune où la moitié au moins de ces services sont plus loin que la moyenne régionale, ${isMore ? `{{${own} > ${other} | plus}}` : `{{${own} < ${other} | moins}}`} que dans la région ({{${other}}}).`,
    };
  });
}

function services(kit: Kit): DraftFinding[] {
  const region = regionAt(kit);
  return kit.facts.run.facts.services.flatMap(({ serviceType, label, collected, range }) => {
    const reference = `people-far.${serviceType}${kit.at}`;
    const mean = `service-minutes.${serviceType}`;
    if (!collected || range === 'superior' || region === null || !isSome(kit, reference)) return [];
    const unusual = ratio(valueAt(kit, `${mean}${kit.at}`), valueAt(kit, `${mean}${region}`));
    // A service that is no farther than elsewhere is told by its range and its theme.
    const isTold = kit.book.find(`${mean}${kit.at}`)?.text !== kit.book.find(`${mean}${region}`)?.text;
    if (unusual < LEAST_UNUSUAL || (valueAt(kit, `${mean}${kit.at}`) ?? 0) < LEAST_MINUTES || !isTold) return [];
    return {
      kind: 'service' as const,
      people: valueAt(kit, reference)!,
      unusual,
      prose: `**« ${named(label)} »** est en moyenne à {{${mean}${kit.at}}}, {{${mean}${kit.at} > ${mean}${region} | plus loin que}} dans la région ({{${mean}${region}}}) ; {{${reference}}} sont au-delà du seuil de la gamme.`,
    };
  });
}

function epcis(kit: Kit): DraftFinding[] {
  const share = 'far-share.proximity';
  return listEpcis(kit).flatMap(({ name, at }) => {
    if (!isSome(kit, `people-far.proximity${at}`) || !isKnown(kit, `${share}${kit.at}`)) return [];
    const unusual = ratio(valueAt(kit, `${share}${at}`), valueAt(kit, `${share}${kit.at}`));
    if (unusual < LEAST_UNUSUAL) return [];
    const place = named(inName(name));
    return {
      kind: 'epci' as const,
      people: valueAt(kit, `people-far.proximity${at}`)!,
      unusual,
      prose: `**${place[0]!.toUpperCase()}${place.slice(1)}**, la part des habitants loin des services de proximité est {{${share}${at} > ${share}${kit.at} | plus forte}} que dans l’ensemble du Département : {{${share}${at}}} contre {{${share}${kit.at}}}.`,
    };
  });
}

function needs(kit: Kit): DraftFinding[] {
  return NEED_INDICATORS.flatMap((indicator) => {
    const [first] = rankEpcis(kit, `need.${indicator}`);
    const people = first === undefined ? null : valueAt(kit, `population${first.at}`);
    if (first === undefined || people === null || first.value <= 0) return [];
    return {
      kind: 'need' as const,
      people,
      unusual: 1 + Math.min(1, first.value),
      prose: `**${NEED_INDICATOR_LABELS[indicator]}** : c’est ${named(inName(first.name))} que ce besoin est le plus marqué ; {{population${first.at}}} y vivent.`,
    };
  });
}

function priorities(kit: Kit): DraftFinding[] {
  const reference = `priority-people.1${kit.at}`;
  if (!isSome(kit, reference)) return [];
  const [first] = rankEpcis(kit, 'priority-people.1').filter(({ value }) => value > 0);
  const where = first === undefined ? '' : `, d’abord ${named(inName(first.name))} ({{priority-people.1${first.at}}})`;
  return [
    {
      ...{ kind: 'priority', people: valueAt(kit, reference)!, unusual: 1.5 },
      prose: `**Où agir d’abord** : {{priority-communes.1${kit.at}}}, {{${reference}}}, cumulent des services éloignés et des besoins élevés${where}.`,
    },
  ];
}

function quarters(kit: Kit): DraftFinding[] {
  const layers = kit.facts.chapters.quarters?.layers.filter(({ knowledge }) => knowledge === 'placed') ?? [];
  const residents = kit.facts.chapters.quarters?.summaries.reduce((sum, one) => sum + (one.residentCount ?? 0), 0) ?? 0;
  const worst = layers
    .map(({ id, label }) => ({ id, label, count: valueAt(kit, `quarters-without.${id}`) ?? 0 }))
    .sort((a, b) => b.count - a.count)[0];
  if (worst === undefined || worst.count === 0) return [];
  return [
    {
      ...{ kind: 'quarter', people: residents, unusual: 1 },
      prose: `**Quartiers prioritaires** : {{quarters-without.${worst.id}}} n’ont pas, à un quart d’heure à pied, de service « ${named(worst.label)} ».`,
    },
  ];
}
