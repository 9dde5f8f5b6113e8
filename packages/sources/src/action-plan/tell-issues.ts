import { fr } from 'zod/locales';

/** Given to a schema, so that what it refuses is told in French. */
export const FRENCH = { error: fr().localeError };

export interface Issue {
  path: PropertyKey[];
  message: string;
}
const MAX_TOLD = 3;

/** What a schema refused, as the end of a French sentence; `tellPlace` says where each of them is, or nothing when it is the whole. */
export function tellIssues(issues: readonly Issue[], tellPlace: (path: readonly PropertyKey[]) => string): string {
  const told = issues.slice(0, MAX_TOLD).map(({ path, message }) => {
    const place = tellPlace(path);
    return place === '' ? plainMessage(message) : `${place} : ${plainMessage(message)}`;
  });
  const more = issues.length - MAX_TOLD;
  return told.join(' ; ') + (more > 0 ? ` ; et ${more} autre${more > 1 ? 's' : ''}` : '');
}

/** The words of the library where they would puzzle a reader. */
function plainMessage(message: string): string {
  if (message.endsWith('indéfini reçu')) return 'il manque';
  // A number that is received and not accepted is past what a number holds: 1e400.
  if (message.endsWith('nombre attendu, nombre reçu')) return 'ce nombre est trop grand';
  return message;
}
