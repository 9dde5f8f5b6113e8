import { type Actor, actsForOwner, type Level, OWNER_LABELS, type PlanOwner } from './rights.ts';

/** A right as it is held. */
export interface HeldGrant {
  personId: string;
  part: string;
  level: Level;
  /** The owner in whose name it decides; null: none. */
  owner: PlanOwner | null;
}

/**
 * Why this actor may not take that right back, as a French sentence; null when they may. Whoever manages accounts takes back any right
 * but those by which an institution decides: two owners are equal, so neither takes the other's away. Such a right is given up by the
 * person who holds it, taken back by an owner of the same institution, or by whoever runs the server, with a command.
 */
export function removalRefusal(actor: Actor, held: HeldGrant, schemeId: string): string | null {
  if (actor.kind === 'host') return null;
  if (actor.kind !== 'person') return 'Il faut un compte pour retirer un droit.';
  if (actor.id === held.personId) return null;
  const decides = held.owner !== null && actsForOwner(held.level);
  if (!decides && !(held.level === 'own' && held.part === 'scheme')) return null;
  const isSameOwner = actor.grants.some(
    (one) => one.schemeId === schemeId && one.part === 'scheme' && one.level === 'own' && one.owner != null && one.owner === held.owner,
  );
  if (isSameOwner) return null;
  const whose =
    held.owner === null ? 'Un propriétaire ne retire pas seul son droit à un autre' : `Ce droit décide pour ${OWNER_LABELS[held.owner]}`;
  const who = held.owner === null ? 'la personne qui l’a' : `la personne qui l’a, ou un propriétaire pour ${OWNER_LABELS[held.owner]}`;
  return `${whose} : ${who}, peut y renoncer, ou qui tient le serveur, par la commande « maillage rights ». Le droit est gardé.`;
}

/**
 * Why an invitation may not replace the right that the person already has on the same part; null when it may. An owner would lose
 * theirs by accepting what looks like one more right.
 */
export function replacementRefusal(held: Pick<HeldGrant, 'level' | 'owner'>, offered: Pick<HeldGrant, 'level' | 'owner'>): string | null {
  const losesOwnership = held.level === 'own' && offered.level !== 'own';
  const losesOwner = held.owner !== null && held.owner !== offered.owner;
  if (!losesOwnership && !losesOwner) return null;
  const what = held.owner === null ? 'vous êtes propriétaire du schéma' : `vous décidez pour ${OWNER_LABELS[held.owner]}`;
  return `Cette invitation remplacerait un droit plus fort : ${what}. Renoncez-y d’abord sur la page des partenaires, si c’est ce que vous voulez.`;
}
