/** One note of docs/methods. */
export interface MethodNoteText {
  /** File name without extension, as figures name it. */
  id: string;
  title: string;
  markdown: string;
}

/** The order in which the computation goes; notes of other names follow, by name. */
const READING_ORDER = [
  ...['offre', 'acces', 'mesures-acces', 'temps-de-trajet', 'travel-times', 'road-network', 'hierarchie', 'centres', 'zones-grises'],
  ...['besoins', 'territoires', 'evolution', 'parametres'],
];

// Read at build time: the notes that are published are those of the version that computes.
const files = import.meta.glob<string>('../../../../docs/methods/*.md', { query: '?raw', import: 'default', eager: true });

/** Every note, in reading order. Empty when the folder holds none. */
export function listMethodNotes(): MethodNoteText[] {
  return Object.entries(files)
    .map(([path, markdown]) => ({ id: path.replace(/^.*\/|\.md$/g, ''), title: titleOf(markdown, path), markdown }))
    .filter((note) => note.id.toLowerCase() !== 'readme')
    .sort((a, b) => rankOf(a.id) - rankOf(b.id) || a.id.localeCompare(b.id, 'fr'));
}

function titleOf(markdown: string, path: string): string {
  return /^#\s+(.+)$/m.exec(markdown)?.[1]?.trim() ?? path.replace(/^.*\/|\.md$/g, '');
}

function rankOf(id: string): number {
  const rank = READING_ORDER.indexOf(id);
  return rank === -1 ? READING_ORDER.length : rank;
}
