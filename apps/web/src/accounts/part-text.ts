/** « axis:3 » → « l’axe 3 ». */
export function partText(part: string): string {
  const [kind, id] = part.split(':');
  if (kind === 'axis') return `l’axe ${id}`;
  return kind === 'sheet' ? `la fiche ${id}` : 'tout le schéma';
}
