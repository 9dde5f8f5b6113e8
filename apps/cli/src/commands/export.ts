import { resolve } from 'node:path';
import { DomainError } from '@maillage/domain/errors.ts';
import { EXPORT_FORMATS, type ExportFormat } from '@maillage/pipeline/export/export-run.ts';
import type { Command } from '../command.ts';
import { requiredOption, textOption } from '../options.ts';
import { askedRunId, withPublishedRuns } from '../published-runs.ts';
import { writingIn } from '../unwritable.ts';

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
    await withPublishedRuns(context, async (runs) => {
      const runId = await askedRunId(runs, context);
      const withNeighbours = context.values['with-neighbours'] === true;
      const files = await writingIn({ option: '--out', folder }, () => runs.exportRun({ runId, folder, format, withNeighbours }));
      for (const file of files) context.print(file);
      context.answer({ runId, files });
    });
  },
};
