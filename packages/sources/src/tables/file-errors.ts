import { DomainError } from '@maillage/domain/errors.ts';

const MENDS: Record<string, string> = {
  Z_BUF_ERROR: 'l’archive est tronquée (le téléchargement s’est sans doute interrompu). Téléchargez le fichier de nouveau',
  Z_DATA_ERROR: 'l’archive est abîmée. Téléchargez le fichier de nouveau',
  EACCES: 'la lecture en est interdite. Donnez-vous le droit de le lire',
  EPERM: 'la lecture en est interdite. Donnez-vous le droit de le lire',
  EISDIR: 'c’est un dossier. Indiquez un fichier',
  EMFILE: 'trop de fichiers sont ouverts à la fois. Fermez d’autres programmes, puis recommencez',
  EIO: 'le disque n’a pas pu le lire. Recopiez le fichier',
};

/** A `file-unreadable` refusal in French; `reason` is the end of a sentence, without its full stop. */
export function unreadable(displayPath: string, reason: string, details: Record<string, unknown> = {}): DomainError {
  return new DomainError('file-unreadable', `« ${displayPath} » ne peut pas être lu : ${reason}.`, { file: displayPath, ...details });
}

/** What a library or the system threw, as a refusal that a user can understand. A DomainError goes through unchanged. */
export function asFileRefusal(error: unknown, displayPath: string, otherwise: string): DomainError {
  if (error instanceof DomainError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT')
    return new DomainError('file-not-found', `« ${displayPath} » n’existe pas ou plus. Remettez-le dans le dossier.`, {
      file: displayPath,
    });
  const cause = error instanceof Error ? error.message : String(error);
  return unreadable(displayPath, MENDS[code] ?? otherwise, { cause });
}
