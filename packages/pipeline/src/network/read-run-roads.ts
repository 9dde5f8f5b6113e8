import { DomainError } from '@maillage/domain/errors.ts';
import type { Store } from '@maillage/store/store.ts';
import { findTask } from '@maillage/store/tasks/tasks-repo.ts';
import { findChangeBase } from '../change/change-base.ts';

/**
 * The roads that the build of a run remembered, as it wrote them; null when its minutes are estimated. Throws `data-missing` when the
 * folder no longer holds them.
 */
export async function readRunRoads(store: Store, runId: string): Promise<Uint8Array | null> {
  const base = await findChangeBase(store, runId);
  if (base === undefined || base.networkKey === null) return null;
  const sha256 = (await findTask(store, base.networkKey))?.fileSha256s[0];
  if (sha256 === undefined)
    throw new DomainError(
      'data-missing',
      'Les routes de ce calcul ne sont plus dans ce dossier. Relancez le calcul : elles seront relues de l’extrait OpenStreetMap.',
      { runId },
    );
  return store.files.get(sha256);
}
