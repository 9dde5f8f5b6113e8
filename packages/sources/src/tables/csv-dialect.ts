import { unreadable } from './file-errors.ts';
import { cutCells } from './record-cutter.ts';
import type { TextLine } from './text-lines.ts';

const DELIMITERS = [';', ',', '\t', '|'] as const;
const SAMPLE_LINES = 20;

/** Header and separator of a text table, told from its first lines. */
export interface CsvDialect {
  delimiter: string;
  columns: string[];
  headerLine: number;
}

/** Throws `file-unreadable` with the mend when the first lines are a web page, JSON, bytes, or a header that names a column twice. */
export function readDialect(lines: TextLine[], displayPath: string): CsvDialect {
  const header = lines.find((line) => line.text?.trim() !== '');
  if (header?.text === null)
    throw unreadable(
      displayPath,
      'sa première ligne n’a pas de fin : ce n’est pas un tableau CSV. Enregistrez-le en CSV, une ligne par enregistrement',
    );
  if (header === undefined) throw unreadable(displayPath, 'le fichier est vide. Téléchargez-le de nouveau');
  assertLooksLikeTable(lines, header.text, displayPath);
  const delimiter = pickDelimiter(lines.filter((line) => line.number >= header.number).slice(0, SAMPLE_LINES));
  const cut = cutCells(header.text, delimiter);
  if (typeof cut === 'string') throw unreadable(displayPath, `ligne ${header.number} : un guillemet de l’en-tête n’est pas refermé`);
  const columns = cut.map((cell) => cell.trim());
  while (columns.length > 1 && columns.at(-1) === '') columns.pop();
  assertDistinctColumns(columns, header.number, displayPath);
  return { delimiter, columns, headerLine: header.number };
}

/** Throws when two columns bear one name, letter case apart: the reader could not know which is meant. Unnamed columns are allowed. */
export function assertDistinctColumns(columns: string[], headerLine: number, displayPath: string): void {
  const seen = new Set<string>();
  for (const column of columns) {
    const key = column.toLowerCase();
    if (key !== '' && seen.has(key))
      throw unreadable(
        displayPath,
        `ligne ${headerLine} : l’en-tête nomme deux fois la colonne « ${column} ». Renommez ou ôtez l’une des deux`,
        {
          line: headerLine,
          column,
        },
      );
    seen.add(key);
  }
}

function assertLooksLikeTable(lines: TextLine[], header: string, displayPath: string): void {
  const start = header.trimStart().slice(0, 200).toLowerCase();
  if (/^<(!doctype html|html|head|body|script|meta)/.test(start))
    throw unreadable(
      displayPath,
      'le fichier est une page web et non des données (l’adresse a sans doute répondu par un message). Téléchargez-le de nouveau à son adresse officielle',
    );
  if (start.startsWith('<')) throw unreadable(displayPath, 'c’est un fichier XML et non un tableau');
  if (/^[[{]/.test(start)) throw unreadable(displayPath, 'c’est un fichier JSON et non un tableau');
  const sample = lines
    .map((line) => line.text ?? '')
    .join('')
    .slice(0, 4000);
  let controlCount = 0;
  for (const character of sample) {
    const code = character.charCodeAt(0);
    if (code < 32 && character !== '\t' && character !== '\r') controlCount++;
  }
  if (controlCount > Math.max(5, sample.length / 50))
    throw unreadable(displayPath, 'ce n’est pas du texte (octets illisibles dès le début). Enregistrez-le en CSV, encodage UTF-8');
}

/** The separator that cuts the header, and then the most sample lines into as many cells; the widest header breaks ties. */
function pickDelimiter(lines: TextLine[]): string {
  let best: { delimiter: string; agreement: number; cellCount: number } = { delimiter: ';', agreement: -1, cellCount: 1 };
  for (const delimiter of DELIMITERS) {
    const counts = lines.map((line) => cellCountOf(line.text ?? '', delimiter));
    const cellCount = counts[0] ?? 1;
    if (cellCount < 2) continue;
    const agreement = counts.filter((count) => count === cellCount).length;
    if (agreement > best.agreement || (agreement === best.agreement && cellCount > best.cellCount))
      best = { delimiter, agreement, cellCount };
  }
  return best.delimiter;
}

function cellCountOf(text: string, delimiter: string): number {
  const cut = cutCells(text, delimiter);
  return typeof cut === 'string' ? 0 : cut.length;
}
