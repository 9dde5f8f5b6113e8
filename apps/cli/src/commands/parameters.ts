import { DomainError } from '@maillage/domain/errors.ts';
import { describeParameterDifferences } from '@maillage/domain/runs/parameter-differences.ts';
import { DEFAULT_PARAMETERS, type RunParameters, runParameters } from '@maillage/domain/runs/parameters.ts';
import { readRunParameters } from '@maillage/pipeline/parameters/read-parameters.ts';
import { z } from 'zod';
import type { Command, CommandContext } from '../command.ts';
import { textOption } from '../options.ts';
import { type PublishedRuns, runNotFound, withPublishedRuns } from '../published-runs.ts';

export const parametersCommand: Command = {
  name: 'parameters',
  summary: 'Donne, vérifie et compare les paramètres des calculs',
  usage: [
    'maillage parameters                        le document par défaut, à copier et à corriger',
    'maillage parameters --schema               son schéma JSON, chaque paramètre expliqué',
    'maillage parameters --check FICHIER.json   vérifie un document et dit ce qu’il change',
    'maillage parameters --run ID --dir VAR     le document d’un calcul publié',
    'maillage parameters --diff ID,ID --dir VAR ce qui change d’un calcul à l’autre, en phrases',
  ],
  options: {
    dir: { type: 'string' },
    schema: { type: 'boolean' },
    check: { type: 'string' },
    run: { type: 'string' },
    diff: { type: 'string' },
  },
  async run(context) {
    if (context.values.schema === true) return show(z.toJSONSchema(runParameters, { io: 'input' }));
    const checked = textOption(context, 'check');
    if (checked !== undefined) {
      const parameters = await readRunParameters('.', checked);
      return tell(context, 'Le document est juste.', describeParameterDifferences(DEFAULT_PARAMETERS, parameters), 'les défauts');
    }
    const run = textOption(context, 'run');
    if (run !== undefined) return withPublishedRuns(context, async (runs) => show(await parametersOf(runs, run)));
    const diff = textOption(context, 'diff');
    if (diff === undefined) return show(DEFAULT_PARAMETERS);
    const [first, second, extra] = diff.split(',');
    if (!first || !second || extra !== undefined)
      throw new DomainError('usage', `--diff attend deux calculs : --diff ID,ID (reçu : « ${diff} »). « maillage runs » donne la liste.`);
    return withPublishedRuns(context, async (runs) =>
      tell(
        context,
        `Du calcul ${first} au calcul ${second} :`,
        describeParameterDifferences(await parametersOf(runs, first), await parametersOf(runs, second)),
        first,
      ),
    );
  },
};

/** A document is its own answer, with or without --json. */
function show(document: unknown): void {
  console.log(JSON.stringify(document, null, 2));
}

function tell(context: CommandContext, title: string, differences: readonly string[], than: string): void {
  context.print(title);
  if (differences.length === 0) context.print(`Aucune différence avec ${than}.`);
  for (const sentence of differences) context.print(`    ${sentence}`);
  context.answer({ differences });
}

async function parametersOf(runs: PublishedRuns, runId: string): Promise<RunParameters> {
  const manifest = await runs.findManifest(runId);
  if (manifest === undefined) throw runNotFound(runId);
  return manifest.parameters;
}
