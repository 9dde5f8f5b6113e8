import { firstTag, type Tags } from './tags.ts';

export type Access = 'yes' | 'destination' | 'no';

/**
 * Values as the wiki defines them. `private` and `no` are closed; what is open to those who have business there is open as a
 * destination. A value that is none of these (a mistake, a conditional) says nothing.
 */
const MEANING: Readonly<Record<string, Access>> = {
  yes: 'yes',
  designated: 'yes',
  official: 'yes',
  permissive: 'yes',
  public: 'yes',
  discouraged: 'yes',
  use_sidepath: 'no',
  destination: 'destination',
  delivery: 'destination',
  customers: 'destination',
  residents: 'destination',
  no: 'no',
  private: 'no',
  agricultural: 'no',
  forestry: 'no',
  military: 'no',
  emergency: 'no',
  restricted: 'no',
  permit: 'no',
};

/** The closest to the traveller first: `motorcar` decides over `motor_vehicle`, which decides over `access`. */
export const ACCESS_KEYS = {
  car: ['motorcar', 'motor_vehicle', 'vehicle', 'access'],
  bike: ['bicycle', 'vehicle', 'access'],
  walk: ['foot', 'access'],
} as const;

/** What the tags say of access in both directions; undefined when they say nothing. */
export function readAccess(tags: Tags, keys: readonly string[]): Access | undefined {
  for (const key of keys) {
    const meaning = MEANING[tags.get(key) ?? ''];
    if (meaning !== undefined) return meaning;
  }
  return undefined;
}

/** True when `motor_vehicle:forward=no` or its like closes that direction only. */
export function isDirectionClosed(tags: Tags, keys: readonly string[], direction: 'forward' | 'backward'): boolean {
  const value = firstTag(
    tags,
    keys.map((key) => `${key}:${direction}`),
  );
  return value !== undefined && MEANING[value] === 'no';
}

/** True when the closest key that is present, other than the general ones, opens the way by name: `bicycle=yes` on a footway. */
export function isOpenByName(tags: Tags, keys: readonly string[]): boolean {
  const specific = keys.filter((key) => key !== 'access' && key !== 'vehicle');
  const access = readAccess(tags, specific);
  return access === 'yes' || access === 'destination';
}
