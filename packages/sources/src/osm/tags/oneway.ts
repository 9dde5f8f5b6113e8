import type { Tags } from './tags.ts';

export interface Directions {
  forward: boolean;
  backward: boolean;
}

const BOTH: Directions = { forward: true, backward: true };
const FORWARD: Directions = { forward: true, backward: false };
const BACKWARD: Directions = { forward: false, backward: true };
const NONE: Directions = { forward: false, backward: false };

/** Directions open to motor traffic. Roundabouts and motorways are one-way unless said otherwise; a lane that changes direction with the hour is closed. */
export function readDirections(tags: Tags): Directions {
  const value = tags.get('oneway');
  if (value === 'yes' || value === 'true' || value === '1') return FORWARD;
  if (value === '-1' || value === 'reverse') return BACKWARD;
  if (value === 'reversible') return NONE;
  if (value === 'no' || value === 'false' || value === '0' || value === 'alternating') return BOTH;
  return isRoundabout(tags) || tags.get('highway') === 'motorway' ? FORWARD : BOTH;
}

/** Directions open to bikes: contraflow lanes and « sauf cyclistes » signs open the other one. */
export function readBikeDirections(tags: Tags): Directions {
  const own = tags.get('oneway:bicycle');
  if (own === 'no') return BOTH;
  if (own === 'yes') return FORWARD;
  if (own === '-1') return BACKWARD;
  const directions = readDirections(tags);
  const isContraflow = CYCLEWAY_KEYS.some((key) => {
    const oneway = tags.get(`${key}:oneway`);
    return tags.get(key)?.startsWith('opposite') === true || oneway === '-1' || oneway === 'no';
  });
  return isContraflow && (directions.forward || directions.backward) ? BOTH : directions;
}

const CYCLEWAY_KEYS = ['cycleway', 'cycleway:left', 'cycleway:right', 'cycleway:both'];

export function isRoundabout(tags: Tags): boolean {
  const junction = tags.get('junction');
  return junction === 'roundabout' || junction === 'circular';
}
