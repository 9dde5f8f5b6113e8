/** Cells of one row, and the line where it starts. */
export interface CutRecord {
  line: number;
  cells: string[];
}

/** A quoted cell may hold line ends, but not swallow the file: past this many lines the quote is a stray one. */
const MAX_RECORD_LINES = 40;
const QUOTE = 34;

type Cut = string[] | 'open' | 'broken';

/** The cells of one line; `open` when a quoted cell does not end in it, `broken` when text follows a closing quote. */
export function cutCells(text: string, delimiter: string): Cut {
  if (!text.includes('"')) return text.split(delimiter);
  const cells: string[] = [];
  const delimiterCode = delimiter.charCodeAt(0);
  for (let at = 0; ; at++) {
    if (text.charCodeAt(at) !== QUOTE) {
      const end = text.indexOf(delimiter, at);
      cells.push(end === -1 ? text.slice(at) : text.slice(at, end));
      if (end === -1) return cells;
      at = end;
      continue;
    }
    const start = at + 1;
    let hasDoubledQuotes = false;
    let end = text.indexOf('"', start);
    while (end !== -1 && text.charCodeAt(end + 1) === QUOTE) {
      hasDoubledQuotes = true;
      end = text.indexOf('"', end + 2);
    }
    if (end === -1) return 'open';
    const cell = text.slice(start, end);
    cells.push(hasDoubledQuotes ? cell.replaceAll('""', '"') : cell);
    at = end + 1;
    if (at >= text.length) return cells;
    if (text.charCodeAt(at) !== delimiterCode) return 'broken';
  }
}

/**
 * Cuts lines into rows of `columnCount` cells. `push` appends to `out` the rows that are whole; `finish` ends the file.
 * A quoted cell may span lines; when its row does not come out whole, its first line alone is rejected and the lines
 * after it are read again as ordinary ones, so that a stray quote costs one line. Blank lines are not rows.
 */
export function createRecordCutter(
  delimiter: string,
  columnCount: number,
  onReject: (line: number, reason: string) => void,
  maxRecordLines = MAX_RECORD_LINES,
) {
  let pending: string[] = [];
  let pendingLine = 0;

  function settle(line: number, cells: string[], out: CutRecord[]): boolean {
    // Some tools end rows with delimiters that stand for nothing.
    while (cells.length > columnCount && cells.at(-1) === '') cells.pop();
    if (cells.length !== columnCount) return false;
    out.push({ line, cells });
    return true;
  }

  function pushSingle(line: number, text: string, out: CutRecord[]): void {
    if (text.includes('\0')) {
      onReject(line, 'la ligne contient des octets nuls : elle est abîmée');
      return;
    }
    const cut = cutCells(text, delimiter);
    if (cut === 'broken') onReject(line, 'guillemet mal placé : du texte suit un guillemet fermant');
    else if (cut === 'open') {
      pending = [text];
      pendingLine = line;
    } else if (!settle(line, cut, out)) onReject(line, `${cut.length} cellule${cut.length > 1 ? 's' : ''} au lieu de ${columnCount}`);
  }

  function giveUp(out: CutRecord[]): void {
    const [line, [, ...after]] = [pendingLine, pending];
    pending = [];
    onReject(line, 'guillemet ouvert et jamais refermé sur cette ligne');
    for (const [index, text] of after.entries()) push(line + 1 + index, text, out);
  }

  function push(line: number, text: string | null, out: CutRecord[]): void {
    if (text === null) {
      while (pending.length > 0) giveUp(out);
      onReject(line, 'ligne de plus d’un million de caractères');
      return;
    }
    if (pending.length === 0) {
      if (text !== '') pushSingle(line, text, out);
      return;
    }
    pending.push(text);
    if (text.includes('"')) {
      const cut = cutCells(pending.join('\n'), delimiter);
      if (cut !== 'open') {
        if (cut !== 'broken' && settle(pendingLine, cut, out)) pending = [];
        else giveUp(out);
        return;
      }
    }
    if (pending.length > maxRecordLines) giveUp(out);
  }

  function finish(out: CutRecord[]): void {
    while (pending.length > 0) giveUp(out);
  }
  return { push, finish };
}
