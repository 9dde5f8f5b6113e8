import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { DomainError } from '@maillage/domain/errors.ts';
import type { ImportAnswer } from '@maillage/domain/plans/plan-view.ts';
import { PLAN_FILE_FORMATS, type PlanFileFormat } from '@maillage/pipeline/plans/write-plan.ts';
import type { Command, CommandContext } from '../command.ts';
import { formatOption, requiredOption } from '../options.ts';
import { withPlan } from '../plan-access.ts';
import { writingIn } from '../unwritable.ts';

const MAX_TOLD = 20;

export const planCommand: Command = {
  name: 'plan',
  summary: 'Exporte ou importe le programme d’actions',
  usage: [
    'maillage plan export --dir VAR --format json|csv|xlsx|docx --out FICHIER',
    '  json, csv et xlsx se réimportent ; docx se lit et s’imprime',
    'maillage plan import FICHIER --dir VAR [--dry-run] [--json]',
    '  --dry-run          dit ce qui changerait, sans rien écrire ; --json donne { changes, rejects, problems } ; sort en 1 s’il y a à corriger',
    '  --remove-absent    retire les fiches que le fichier n’a pas ; sinon elles sont gardées',
  ],
  options: {
    dir: { type: 'string' },
    departement: { type: 'string' },
    format: { type: 'string' },
    out: { type: 'string' },
    'dry-run': { type: 'boolean' },
    'remove-absent': { type: 'boolean' },
  },
  takesPositionals: true,
  async run(context) {
    const [action, ...rest] = context.positionals;
    if (action === 'export' && rest.length === 0) return exportPlan(context);
    if (action === 'import' && rest.length === 1) return importFile(context, rest[0]!);
    throw new DomainError(
      'usage',
      'Dites « maillage plan export » ou « maillage plan import FICHIER ». « maillage plan --help » donne les options.',
    );
  },
};

async function exportPlan(context: CommandContext): Promise<void> {
  const format = formatOption(context, PLAN_FILE_FORMATS) as PlanFileFormat; // one of the list
  const path = resolve(requiredOption(context, 'out', `--out plan.${format}`));
  await withPlan(context, async (plan) => {
    const bytes = await plan.exportPlan(format);
    await writingIn({ option: '--out', folder: path }, async () => {
      await mkdir(dirname(path), { recursive: true });
      // Written aside then renamed: a file that is there is whole.
      await writeFile(`${path}.en-cours`, bytes);
      await rename(`${path}.en-cours`, path);
    });
    context.print(path);
    context.answer({ file: path, format, bytes: bytes.length });
  });
}

async function importFile(context: CommandContext, name: string): Promise<void> {
  const path = resolve(name);
  if (!(await stat(path).catch(() => null))?.isFile())
    throw new DomainError('file-not-found', `Le fichier « ${name} » n’existe pas. Vérifiez son chemin.`, { file: name });
  const dryRun = context.values['dry-run'] === true;
  await withPlan(context, async (plan) => {
    const answer = await plan.importPlan({ path, dryRun, removeAbsent: context.values['remove-absent'] === true });
    for (const line of tellImport(answer, dryRun)) context.print(line);
    context.answer(answer);
    // A dry run too: what it says would not be written.
    if (answer.rejects.length + answer.problems.length > 0) process.exitCode = 1;
  });
}

function tellImport({ changes, rejects, problems, absentSheetIds, ignoredColumns, applied }: ImportAnswer, dryRun: boolean): string[] {
  const lines = [
    ...listed(changes.map(({ text }) => text)),
    ...listed(rejects.map(({ table, line, reason }) => `Rejeté, ${table}${line === null ? '' : `, ligne ${line}`} : ${reason}.`)),
    ...listed(problems.map(({ where, message }) => `À corriger, ${where} : ${message}`)),
  ];
  if (absentSheetIds.length > 0)
    lines.push(
      `${absentSheetIds.length} fiche(s) du plan ne sont pas dans ce fichier : ${absentSheetIds.join(', ')}. Sans --remove-absent, elles sont gardées.`,
    );
  if (ignoredColumns.length > 0)
    lines.push(`Colonnes qui ne sont pas celles d’un plan, et n’ont pas été lues : ${ignoredColumns.join(' ; ')}.`);
  if (rejects.length + problems.length > 0) lines.push('Rien n’a été écrit : corrigez ces lignes, puis recommencez.');
  else if (changes.length === 0) lines.push('Rien ne change.');
  else
    lines.push(
      applied
        ? `Importé : ${changes.length} changement(s).`
        : dryRun
          ? `Essai à blanc : ${changes.length} changement(s), rien n’a été écrit.`
          : '',
    );
  return lines;
}

const listed = (lines: readonly string[]) =>
  lines.length <= MAX_TOLD ? lines : [...lines.slice(0, MAX_TOLD), `… et ${lines.length - MAX_TOLD} autres (--json les donne tous).`];
