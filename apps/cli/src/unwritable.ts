import { DomainError } from '@maillage/domain/errors.ts';

const REASONS: Record<string, string> = {
  EACCES: 'le droit d’y écrire manque',
  EPERM: 'le droit d’y écrire manque',
  EROFS: 'ce disque est en lecture seule',
  ENOTDIR: 'ce chemin passe par un fichier',
  EEXIST: 'ce chemin est celui d’un fichier',
  ENOSPC: 'le disque est plein',
};

/** Runs work that writes in the folder; a folder where one cannot write becomes a refusal that names the option to mend. */
export async function writingIn<T>(where: { option: string; folder: string }, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reason = error instanceof DomainError ? undefined : REASONS[code];
    if (reason === undefined) throw error;
    const { option, folder } = where;
    throw new DomainError('not-allowed', `On ne peut pas écrire dans « ${folder} » : ${reason}. Donnez un autre dossier avec ${option}.`, {
      folder,
    });
  }
}
