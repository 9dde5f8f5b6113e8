/** Names come from files: nothing of them is ever markup. Characters that XML forbids are left out. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

/** Mean width of a character, in parts of its size: of the widest typeface that a system draws a picture with when it has not ours. */
const CHARACTER_WIDTH = 0.58;

/** Width of a text at a size, in the same unit: an estimate that is on the safe side for names. */
export const textWidth = (text: string, size: number): number => text.length * CHARACTER_WIDTH * size;

/** Lines of a text that is at most `width` wide, broken at spaces; a word that is too long alone keeps its line. */
export function wrapText(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`, size) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
