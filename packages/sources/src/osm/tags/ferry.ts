import { readAccess } from './access.ts';
import { FERRY_KMH } from './car-speeds.ts';
import { FERRY, type Tags, type WayReading, wayName } from './tags.ts';

/** A ferry that takes this traveller; null otherwise. One that says nothing of vehicles takes none: most small ones do not. */
export function readFerry(tags: Tags, keys: readonly string[]): WayReading | null {
  if (tags.get('route') !== 'ferry') return null;
  const access = readAccess(tags, keys);
  if (access === 'no') return null;
  const takesVehicles = keys.includes('motor_vehicle');
  const namesVehicles =
    readAccess(
      tags,
      keys.filter((key) => key !== 'access'),
    ) !== undefined;
  if (takesVehicles && !namesVehicles) return null;
  const oneway = tags.get('oneway');
  const speed = FERRY_KMH * 10;
  const speeds = {
    forward: oneway === '-1' ? 0 : speed,
    backward: oneway === 'yes' ? 0 : speed,
    rule: 'bac ou ferry, sans horaire connu',
  };
  const durationSeconds = parseDuration(tags.get('duration'));
  if (durationSeconds > 0) speeds.rule = 'bac ou ferry, durée de la traversée';
  return {
    roadClass: 'ferry',
    name: wayName(tags),
    isUrban: false,
    rural: speeds,
    urban: speeds,
    durationSeconds,
    priority: 0,
    zone: FERRY,
    hasUnreadSpeed: false,
  };
}

/** Seconds of `25` (minutes), `1:30`, `00:25:00` or `PT25M`; 0 when it makes no sense or lasts more than four days. */
export function parseDuration(text: string | undefined): number {
  const clock = /^(?:(\d{1,3}):)?(\d{1,3})(?::(\d{2}))?$/.exec(text ?? '');
  const iso = /^PT(?:(\d{1,3})H)?(?:(\d{1,4})M)?$/.exec(text ?? '');
  const [hours, minutes, seconds] = clock !== null ? clock.slice(1) : iso !== null ? iso.slice(1) : [];
  const total = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  return total <= 4 * 86_400 ? total : 0;
}
