/** A preference for a file that is not there, or could not be read, changes nothing: it is told. */
export function absentPreferences(preferredFiles: Record<string, string>, files: readonly { path: string }[]): string[] {
  const read = new Set(files.map((file) => file.path));
  return Object.entries(preferredFiles)
    .filter(([, path]) => !read.has(path))
    .map(
      ([kind, path]) =>
        `Le fichier préféré « ${path} » (${kind}) n’est pas dans le dossier de données ou n’a pas pu être lu : le choix habituel est fait sans lui. Écrivez son chemin dans ce dossier.`,
    );
}
