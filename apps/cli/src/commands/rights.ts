import { partText } from '@maillage/domain/accounts/part-text.ts';
import { LEVEL_LABELS, OWNER_LABELS } from '@maillage/domain/accounts/rights.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { addAuditEntry, listMembers, removeGrant } from '@maillage/store/accounts/accounts-repo.ts';
import { schemeIdOf } from '@maillage/store/plans/plans-repo.ts';
import { findLatestRun } from '@maillage/store/runs/runs-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import type { Command, CommandContext } from '../command.ts';
import { departementOption, textOption } from '../options.ts';
import { withStore } from '../with-store.ts';

export const rightsCommand: Command = {
  name: 'rights',
  summary: 'Liste les droits sur le schéma ; retire celui que personne ne peut plus retirer',
  usage: [
    'maillage rights --dir VAR [--json]',
    'maillage rights remove REPÈRE --dir VAR',
    '  pour qui tient le serveur : un propriétaire ne retire pas son droit à l’autre. Arrêtez d’abord le serveur (sauf avec PostgreSQL).',
  ],
  options: { dir: { type: 'string' }, departement: { type: 'string' } },
  takesPositionals: true,
  async run(context) {
    const [action, id, ...rest] = context.positionals;
    if (action === undefined) return withStore(context, (store) => list(store, context));
    if (action === 'remove' && id !== undefined && rest.length === 0) return withStore(context, (store) => remove(store, context, id));
    throw new DomainError('usage', 'Dites « maillage rights » ou « maillage rights remove REPÈRE ».');
  },
};

/** The scheme of --departement, else of the run that is served. */
async function schemeOf(store: Store, context: CommandContext): Promise<string> {
  const asked = textOption(context, 'departement') !== undefined;
  return schemeIdOf((asked ? undefined : (await findLatestRun(store))?.departementCode) ?? departementOption(context));
}

async function list(store: Store, context: CommandContext): Promise<void> {
  const members = await listMembers(store, await schemeOf(store, context));
  if (members.length === 0) context.print('Personne n’a encore de droit sur ce schéma.');
  for (const { id, name, email, level, part, owner } of members)
    context.print(
      `${id}  ${name} <${email}>, ${LEVEL_LABELS[level]} sur ${partText(part)}${owner === null ? '' : `, décide pour ${OWNER_LABELS[owner]}`}`,
    );
  context.answer(members);
}

async function remove(store: Store, context: CommandContext, id: string): Promise<void> {
  const held = await removeGrant(store, await schemeOf(store, context), id, () => null);
  if (held === undefined)
    throw new DomainError('usage', `Aucun droit n’a le repère « ${id.slice(0, 60)} ». « maillage rights » les donne.`);
  // The journal has it, as it has what is done by the pages.
  await addAuditEntry(store, { actorId: 'commande', action: 'maillage rights remove', target: id, status: 200 }, new Date().toISOString());
  context.print('Le droit est retiré.');
  context.answer({ removed: held });
}
