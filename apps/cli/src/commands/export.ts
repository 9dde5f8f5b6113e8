import { resolve } from 'node:path';
import { DomainError } from '@maillage/domain/errors.ts';
import { EXPORT_FORMATS, type ExportFormat, exportRun } from '@maillage/pipeline/export/export-run.ts';
import type { Command } from '../command.ts';
import { latestRunOrThrow } from '../latest-run.ts';
import { requiredOption, textOption } from '../options.ts';
import { withStore } from '../with-store.ts';

const isFormat = (text: string): text is ExportFormat => EXPORT_FORMATS.some((format) => format === text);

export const exportCommand: Command = {
  name: 'export',
  summary: 'Écrit les fichiers d’un calcul publié',
  usage: [
    'maillage export --dir VAR --out DOSSIER [--run ID] [--format csv|geojson|parquet|xlsx]',
    '  --with-neighbours   les communes voisines aussi',
  ],
  options: {
    dir: { type: 'string' },
    out: { type: 'string' },
    run: { type: 'string' },
    format: { type: 'string' },
    departement: { type: 'string' },
    'with-neighbours': { type: 'boolean' },
  },
  async run(context) {
    const format = textOption(context, 'format') ?? 'csv';
    if (!isFormat(format))
      throw new DomainError('usage', `--format : « ${format} » n’est pas un format d’export. Formats : ${EXPORT_FORMATS.join(', ')}.`);
    const folder = resolve(requiredOption(context, 'out', '--out ./export'));
    await withStore(context, async (store) => {
      const runId = await latestRunOrThrow(store, context);
      const files = await exportRun(store, { runId, folder, format, withNeighbours: context.values['with-neighbours'] === true });
      for (const file of files) context.print(file);
      context.answer({ runId, files });
    });
  },
};
