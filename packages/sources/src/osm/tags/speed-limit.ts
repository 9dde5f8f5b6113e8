import type { Tags } from './tags.ts';

export interface SpeedLimits {
  /** km/h; null where nothing says it. */
  forward: number | null;
  backward: number | null;
  hasUnreadSpeed: boolean;
  /** What the sign is about, when the mapper said it. */
  zone: 'urban' | 'rural' | null;
}

const KMH_PER_MPH = 1.609344;
/** Limits of the Code de la route (articles R413-2, R413-3, R110-2): a value such as `FR:urban` names the article, not the figure. */
const NAMED_LIMITS: Readonly<Record<string, number>> = {
  urban: 50,
  rural: 80,
  trunk: 110,
  motorway: 130,
  living_street: 20,
  walk: 6,
};
/** Keys that give the limit by its reason, in the order in which they are believed once `maxspeed` itself is silent. */
const REASON_KEYS = ['maxspeed:type', 'source:maxspeed', 'zone:maxspeed', 'zone:traffic'];

/** The limits that the tags write. Conditional and advisory speeds are not limits: not read. */
export function readSpeedLimits(tags: Tags): SpeedLimits {
  const general = parseLimit(tags.get('maxspeed'));
  const forward = parseLimit(tags.get('maxspeed:forward'));
  const backward = parseLimit(tags.get('maxspeed:backward'));
  let reason: number | null = null;
  for (const key of REASON_KEYS) reason ??= namedLimit(tags.get(key) ?? '');
  const fallback = general.kmh ?? reason;
  return {
    forward: forward.kmh ?? fallback,
    backward: backward.kmh ?? fallback,
    hasUnreadSpeed: general.isUnread || forward.isUnread || backward.isUnread,
    zone: readZone(tags),
  };
}

/** `50`, `30 mph`, `FR:urban`, `FR:zone30`, `FR:20`, `walk`, `none`, `30;50` (the lowest). Signs that change (`signals`) say nothing. */
export function parseLimit(text: string | undefined): { kmh: number | null; isUnread: boolean } {
  if (text === undefined) return { kmh: null, isUnread: false };
  let lowest: number | null = null;
  for (const part of text.split(/[;,]/)) {
    const kmh = parseOneLimit(part.trim());
    if (kmh === undefined) return { kmh: null, isUnread: true };
    if (kmh !== null) lowest = Math.min(lowest ?? kmh, kmh);
  }
  return { kmh: lowest, isUnread: false };
}

/** Null: nothing to learn. Undefined: makes no sense. */
function parseOneLimit(text: string): number | null | undefined {
  const figure = /^(\d{1,3}(?:\.\d+)?) ?(mph|km\/h|kmh|kph)?$/.exec(text);
  if (figure !== null) {
    const kmh = Number(figure[1]) * (figure[2] === 'mph' ? KMH_PER_MPH : 1);
    return kmh > 0 && kmh <= 250 ? kmh : undefined;
  }
  if (text === 'none') return NAMED_LIMITS.motorway;
  if (text === 'signals' || text === 'variable' || text === 'implicit' || text === 'default' || text === '') return null;
  return namedLimit(text) ?? undefined;
}

/** `FR:urban` → 50, `FR:zone30` or `FR:30` → 30, `walk` → 6; null otherwise. Codes of other countries are read with French figures. */
function namedLimit(text: string): number | null {
  const name = text.replace(/^[A-Z]{2}(-[A-Z]{2,3})?:/, '').toLowerCase();
  const zone = /^(?:zone:?)?(\d{1,3})$/.exec(name);
  if (zone !== null && name !== text.toLowerCase()) return Number(zone[1]) || null;
  if (zone !== null && name.startsWith('zone')) return Number(zone[1]) || null;
  return NAMED_LIMITS[name] ?? null;
}

function readZone(tags: Tags): SpeedLimits['zone'] {
  for (const key of ['maxspeed', ...REASON_KEYS]) {
    const name = (tags.get(key) ?? '').replace(/^[A-Z]{2}:/, '');
    if (name === 'urban' || name.startsWith('zone') || name === 'living_street') return 'urban';
    if (name === 'rural' || name === 'motorway' || name === 'trunk') return 'rural';
  }
  return null;
}
