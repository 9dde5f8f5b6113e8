import { resolve } from 'node:path';
import { DomainError } from '@maillage/domain/errors.ts';
import { formatNumber } from '@maillage/domain/format.ts';
import { answerMatrix, answerNearest, type TimesAnswer, type TimesRequest } from '@maillage/pipeline/network/answer-times.ts';
import type { Command, CommandContext } from '../command.ts';
import { numberOption, requiredOption } from '../options.ts';

const EXAMPLE = 'maillage times nearest --graph routes.graphe --origins communes.csv --facilities pharmacies.csv --out temps.csv';

export const timesCommand: Command = {
  name: 'times',
  summary: 'Calcule des temps de trajet par la route, d’un tableau de lieux à un autre',
  usage: [
    'maillage times nearest --graph GRAPHE --origins O.csv --facilities F.csv --out R.csv [--k 3]',
    'maillage times within  … --minutes 15      tous les lieux à moins de 15 minutes',
    'maillage times matrix  …                   de chaque origine à chaque lieu',
    '  O.csv et F.csv : id,lon,lat[,type], en degrés ; R.csv : origin_id,type,rank,facility_id,minutes,metres',
    '  --k 3                 les trois plus proches de chaque type (1 par défaut)',
    '  --terminal 2          minutes ajoutées à l’arrivée (0 par défaut)',
    '  --access-kmh 15       vitesse du lieu à la route',
    '  --snap-metres 2000    au-delà, un lieu est dit loin de toute route',
  ],
  options: {
    graph: { type: 'string' },
    origins: { type: 'string' },
    facilities: { type: 'string' },
    out: { type: 'string' },
    k: { type: 'string' },
    minutes: { type: 'string' },
    terminal: { type: 'string' },
    'access-kmh': { type: 'string' },
    'snap-metres': { type: 'string' },
  },
  takesPositionals: true,
  async run(context) {
    const [question, extra] = context.positionals;
    if (extra !== undefined || !['nearest', 'matrix', 'within'].includes(question ?? ''))
      throw new DomainError('usage', `Quels temps ? Écrivez « nearest », « within » ou « matrix ». Exemple : ${EXAMPLE}.`);
    const answer = await ask(context, question ?? '');
    report(context, answer);
  },
};

function ask(context: CommandContext, question: string): Promise<TimesAnswer> {
  const path = (name: string) => resolve(requiredOption(context, name, EXAMPLE));
  const request: TimesRequest = {
    graphPath: path('graph'),
    originsPath: path('origins'),
    facilitiesPath: path('facilities'),
    outPath: path('out'),
    ...optional('terminalMinutes', numberOption(context, 'terminal', { min: 0, max: 120 })),
    ...optional('accessKmh', numberOption(context, 'access-kmh', { min: 0.1, max: 130 })),
    ...optional('snapMetres', numberOption(context, 'snap-metres', { min: 1, max: 100_000 })),
  };
  if (question === 'matrix') return answerMatrix({ ...request, maxMinutes: null });
  if (question === 'within') {
    const maxMinutes = numberOption(context, 'minutes', { min: 0, max: 1440 });
    if (maxMinutes === undefined) throw new DomainError('usage', 'En combien de minutes ? Ajoutez --minutes 15.');
    return answerMatrix({ ...request, maxMinutes });
  }
  const k = numberOption(context, 'k', { min: 1, max: 100 }) ?? 1;
  if (!Number.isInteger(k)) throw new DomainError('usage', '--k attend un nombre entier, de 1 à 100.');
  return answerNearest({ ...request, k });
}

const optional = <Key extends string>(key: Key, value: number | undefined) =>
  value === undefined ? {} : ({ [key]: value } as Record<Key, number>);

function report({ print, answer }: CommandContext, times: TimesAnswer): void {
  print(`${formatNumber(times.rowCount)} lignes écrites, dont ${formatNumber(times.unreachedCount)} sans lieu à portée.`);
  for (const [name, places] of [
    ['origines', times.origins],
    ['lieux', times.facilities],
  ] as const) {
    print(
      `${formatNumber(places.count)} ${name}, au plus à ${formatNumber(places.farthestMetres)} m de leur route ; ${formatNumber(places.rejects.rejectCount)} lignes rejetées.`,
    );
    for (const { line, reason } of places.rejects.rejects.slice(0, 10)) print(`    ligne ${line ?? '?'} : ${reason}`);
    if (places.offRoad.length > 0)
      print(
        `    ${formatNumber(places.offRoad.length)} loin de toute route : ${places.offRoad.slice(0, 10).join(', ')}${places.offRoad.length > 10 ? '…' : ''}`,
      );
  }
  answer(times);
}
