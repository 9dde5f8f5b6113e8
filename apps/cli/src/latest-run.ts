import { DomainError } from '@maillage/domain/errors.ts';
import { findLatestRun } from '@maillage/store/runs/runs-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import type { CommandContext } from './command.ts';
import { textOption } from './options.ts';

/** The id of --run, else of the latest published run (of --departement when given). */
export async function latestRunOrThrow(store: Store, context: CommandContext): Promise<string> {
  const asked = textOption(context, 'run');
  if (asked !== undefined) return asked;
  const latest = await findLatestRun(store, textOption(context, 'departement'));
  if (latest === undefined) {
    throw new DomainError(
      'no-published-run',
      'Aucun calcul n’est publié dans ce dossier. Lancez d’abord « maillage build --departement 62 --donnees DOSSIER » ou « maillage build --demo ».',
    );
  }
  return latest.id;
}
