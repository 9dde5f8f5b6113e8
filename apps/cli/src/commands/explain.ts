import { DomainError } from '@maillage/domain/errors.ts';
import { formatDate } from '@maillage/domain/format.ts';
import type { Command, CommandContext } from '../command.ts';
import { textOption } from '../options.ts';
import { withPublishedRuns } from '../published-runs.ts';

const EXAMPLE = 'maillage explain CALCUL range-minutes.proximity --territory 62041';

export const explainCommand: Command = {
  name: 'explain',
  summary: 'Dit d’où vient un chiffre : valeur, formule, paramètres, entrées et sources',
  usage: [
    'maillage explain CALCUL CHIFFRE [--territory CODE] [--dir VAR]',
    '  CALCUL : l’identifiant d’un calcul publié (« maillage runs »), ou « dernier »',
    '  CHIFFRE : par exemple range-minutes.proximity, service-minutes.D307, centre-level, need.social',
    '  --territory 62041 | epci:200069029 | arrondissement:621 | departement:62 ; le Département par défaut',
  ],
  options: { dir: { type: 'string' }, territory: { type: 'string' }, departement: { type: 'string' } },
  takesPositionals: true,
  async run(context) {
    const [asked, figureId, extra] = context.positionals;
    if (asked === undefined || figureId === undefined || extra !== undefined)
      throw new DomainError('usage', `Quel chiffre de quel calcul ? Exemple : ${EXAMPLE}.`);
    await withPublishedRuns(context, async (runs) => {
      const known = asked === 'dernier' ? await runs.findLatest(textOption(context, 'departement')) : undefined;
      const runId = known?.id ?? asked;
      const departementCode = known?.departementCode ?? (await runs.list()).find(({ id }) => id === runId)?.departementCode ?? '';
      const proof = await runs.getProvenance(runId, figureId, territoryOf(context, departementCode));
      const { figure, territory, sources } = proof;
      context.print(`${figure.title}, ${territory.name} (${territory.code}) : ${proof.text}${figure.estimated ? ' (estimé)' : ''}`);
      context.print(figure.description);
      context.print(`Formule : ${figure.formula}.`);
      if (figure.error !== null) context.print(`Erreur : ${figure.error}`);
      printList(
        context,
        'Paramètres',
        figure.parameters.map(({ label, value }) => `${label} : ${value}`),
      );
      printList(
        context,
        'Entrées',
        proof.inputs.map(({ label, text }) => `${label} : ${text}`),
      );
      printList(
        context,
        'Sources',
        sources.map(({ title, producer, licence, vintage, path, sha256 }) =>
          [
            `${title} (${producer}, ${licence})`,
            vintage === null ? null : `millésime ${vintage}`,
            path,
            sha256 === null ? null : `sha256 ${sha256.slice(0, 12)}…`,
          ]
            .filter((part) => part !== null)
            .join(', '),
        ),
      );
      context.print(
        `Méthode : docs/methods/${figure.methodNote}.md. Calcul ${proof.runId}, moteur ${proof.engineVersion}, publié le ${formatDate(proof.publishedAt)}.`,
      );
      context.answer(proof);
    });
  },
};

function printList({ print }: CommandContext, title: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  print(`${title} :`);
  for (const line of lines) print(`    ${line}`);
}

/** « 62041 » is a commune; another kind is said before its code. */
function territoryOf(context: CommandContext, departementCode: string): { kind: string; code: string } {
  const text = textOption(context, 'territory');
  if (text === undefined) return { kind: 'departement', code: departementCode };
  const [, kind = 'commune', code = ''] = /^(?:([a-z]+):)?([0-9A-Za-z]+)$/.exec(text) ?? [];
  if (code === '') throw new DomainError('usage', `--territory attend un code de commune, ou SORTE:CODE (reçu : « ${text} »).`);
  return { kind, code };
}
