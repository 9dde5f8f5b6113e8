import { formatNumber } from '@maillage/domain/format.ts';
import { officialAddress } from '@maillage/domain/sources/official-address.ts';
import { readSourcesView } from '@maillage/pipeline/read-sources.ts';
import type { Command } from '../command.ts';
import { dataFolder, departementOption } from '../options.ts';

const STATES = { absent: 'absente', loaded: 'présente', refused: 'refusée' } as const;

export const sourcesCommand: Command = {
  name: 'sources',
  summary: 'Dit les sources officielles, leur adresse et ce que contient le dossier',
  usage: ['maillage sources [--donnees DOSSIER] [--departement 62]'],
  options: { dir: { type: 'string' }, donnees: { type: 'string' }, departement: { type: 'string' } },
  async run(context) {
    const departementCode = departementOption(context);
    const view = await readSourcesView({ departementCode, folder: dataFolder(context), latest: undefined });
    for (const { source, state, files } of view.sources) {
      context.print(`${source.title} (${source.producer}, ${source.licence}) : ${STATES[state]}`);
      context.print(
        `    ${officialAddress(source, departementCode) ?? 'adresse non trouvée'}${source.officialUrl !== null && source.addressStatus === 'unconfirmed' ? ' (à vérifier)' : ''}`,
      );
      for (const file of files)
        context.print(
          `    ${file.path}${file.vintage === null ? '' : `, millésime ${file.vintage}`} : ${formatNumber(file.sizeBytes / 1000)} ko${file.reason === null ? '' : `, ${file.reason}`}`,
        );
    }
    for (const file of view.otherFiles) context.print(`Non reconnu : ${file.path} : ${file.reason ?? ''}`);
    context.answer(view);
  },
};
