import { formatNumber } from '@maillage/domain/format.ts';
import type { Route, RouteStep } from '@maillage/engine/network/route.ts';

const CLASS_NAMES: Record<string, string> = {
  motorway: 'autoroute',
  motorway_link: 'bretelle d’autoroute',
  trunk: 'voie rapide',
  trunk_link: 'bretelle',
  primary: 'route principale',
  secondary: 'route secondaire',
  tertiary: 'route de desserte',
  unclassified: 'petite route',
  residential: 'rue',
  living_street: 'zone de rencontre',
  service: 'voie de service',
  pedestrian: 'rue piétonne',
  track: 'chemin',
  footway: 'chemin piéton',
  path: 'sentier',
  cycleway: 'piste cyclable',
  ferry: 'bac',
};

/** « Pourquoi 18 minutes ? » : each stretch with its length, its time and the reason of its speed, then what was lost waiting. */
export function explainRoute(route: Route & { minutes: number }): string[] {
  const waits = route.steps.reduce((sum, step) => sum + step.waitSeconds, 0);
  const legs = route.departure.metres + route.arrival.metres;
  const legSeconds = route.departure.seconds + route.arrival.seconds;
  return [
    `${formatMinutesPrecise(route.minutes * 60)} pour ${kilometres(route.metres)}.`,
    ...route.steps.map(describeStep),
    ...(legs >= 1 ? [`Du lieu à la route et de la route au lieu : ${kilometres(legs)}, ${formatMinutesPrecise(legSeconds)}.`] : []),
    ...(waits >= 1 ? [`Dont ${formatMinutesPrecise(waits)} d’attente aux feux, aux croisements et aux barrières.`] : []),
  ];
}

function describeStep({ name, roadClass, speedRule, metres, seconds }: RouteStep): string {
  const kind = CLASS_NAMES[roadClass] ?? roadClass;
  const speed = seconds > 0 ? `, à ${formatNumber((metres / seconds) * 3.6)} km/h` : '';
  const rule = speedRule === '' ? '' : ` (${speedRule})`;
  return `${name === '' ? kind : `${name}, ${kind}`} : ${kilometres(metres)}, ${formatMinutesPrecise(seconds)}${speed}${rule}.`;
}

function kilometres(metres: number): string {
  return metres < 995 ? `${formatNumber(Math.round(metres / 10) * 10)}\u00a0m` : `${formatNumber(metres / 1000, 1)}\u00a0km`;
}

/** « 2 min 05 s »: a route is read to the second. */
function formatMinutesPrecise(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}\u00a0s`;
  return `${Math.floor(whole / 60)}\u00a0min\u00a0${String(whole % 60).padStart(2, '0')}\u00a0s`;
}
