import { LEVEL_LABELS, type Level, OWNER_LABELS, type PlanOwner } from './rights.ts';

/** « axis:3 » → « l’axe 3 ». */
export function partText(part: string): string {
  const [kind, id] = part.split(':');
  if (kind === 'axis') return `l’axe ${id}`;
  return kind === 'sheet' ? `la fiche ${id}` : 'tout le schéma';
}

/** What an invitation offers, in one sentence. */
export function offerText(offer: { email: string; level: Level; part: string; organisation: string; owner: PlanOwner | null }): string {
  const { email, level, part, organisation, owner } = offer;
  const work = organisation === '' ? '' : `, pour ${organisation}`;
  return `${email} est invité à ${LEVEL_LABELS[level]}, sur ${partText(part)}${work}${owner === null ? '' : `, et décide pour ${OWNER_LABELS[owner]}`}.`;
}
