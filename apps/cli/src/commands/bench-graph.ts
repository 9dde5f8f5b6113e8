import { resolve } from 'node:path';
import { DomainError } from '@maillage/domain/errors.ts';
import { benchGraph } from '@maillage/pipeline/network/bench-graph.ts';
import type { Command } from '../command.ts';

export const benchGraphCommand: Command = {
  name: 'bench',
  summary: 'Mesure le moteur de temps de trajet sur un graphe routier prêt',
  usage: ['maillage bench graph DOSSIER', 'DOSSIER contient graph.bin, origins.csv et facilities.csv ; la réponse est un objet JSON.'],
  options: {},
  takesPositionals: true,
  async run({ positionals: [subject, folder] }) {
    if (subject !== 'graph' || folder === undefined)
      throw new DomainError('usage', 'Que mesurer ? Écrivez « maillage bench graph DOSSIER ».');
    // JSON with or without --json: the answer is made for a machine.
    console.log(JSON.stringify(await benchGraph(resolve(folder))));
  },
};
