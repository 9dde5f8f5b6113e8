import type { SourceFileReport } from '@maillage/domain/sources/catalogue.ts';

/**
 * « Fichiers écartés : … », to end the refusal of a build: the files that were meant to give what is missing, by their source
 * or because none was recognised, with the reason of each. Empty when there are none; at most four are named.
 */
export function listRefusals(reports: readonly SourceFileReport[], sourceIds: readonly string[]): string {
  const refused = reports.filter(({ state }) => state !== 'loaded');
  const meant = refused.filter(({ sourceId }) => sourceId !== null && sourceIds.includes(sourceId));
  // A file so broken that nothing recognised it may be the one; a documentation or a road file is not.
  const broken = refused.filter(({ sourceId, state }) => sourceId === null && state === 'unreadable');
  const named = [...meant, ...broken].slice(0, 4);
  if (named.length === 0) return '';
  const more = meant.length + broken.length - named.length;
  return ` Fichiers écartés : ${named.map(({ path, reason }) => `« ${path} » (${reason ?? 'sans raison connue'})`).join(' ; ')}${more > 0 ? ` ; et ${more} de plus` : ''}.`;
}
