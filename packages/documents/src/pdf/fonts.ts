import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Headings, tables, figures and maps; then running text. Regular first: its letters are those of the family. */
const FAMILIES = {
  'atkinson-hyperlegible-next': 'AtkinsonHyperlegibleNext',
  'source-serif-4': 'SourceSerif4',
} as const;
const FACES = ['400Regular', '400Regular_Italic', '600SemiBold', '700Bold'] as const;

/** The font files that a document may be set in: ours alone, so that a page is the same on every machine. */
export function readFonts(): Buffer[] {
  return Object.keys(FAMILIES).flatMap((family) => FACES.map((face) => readFace(family as keyof typeof FAMILIES, face)));
}

function readFace(family: keyof typeof FAMILIES, face: (typeof FACES)[number]): Buffer {
  const { resolve } = createRequire(import.meta.url);
  return readFileSync(resolve(`@expo-google-fonts/${family}/${face}/${FAMILIES[family]}_${face}.ttf`));
}

/** Drawn as nothing by every layout engine, whatever the font: soft hyphen, zero-width spaces and joiners. */
const INVISIBLE = new Set([0xad, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff]);
/** Stands for a letter that the fonts have not. */
const REPLACEMENT = '□';
/** What a font may lack and another sign says as well. */
const SAME_AS: Readonly<Record<string, string>> = { '\u202f': '\u00a0', '\u2009': '\u00a0', '\u2011': '-\u2060', '\u2010': '-', '□': '?' };
let covered: { all: ReadonlySet<number>; sans: ReadonlySet<number> } | undefined;

/**
 * The text with what our fonts can draw: another letter (ideogram, emoji) becomes « □ », a control character a space. PDF/UA refuses
 * a letter without drawing, and a font found on the machine would make another file on each.
 */
export function toPrintable(text: string): string {
  return keepDrawn(text, coverage().all);
}

/** The same for the words of a drawing, which are in the sans alone. */
export function toPrintableSvg(svg: string): string {
  return keepDrawn(svg, coverage().sans);
}

/** Everything before it is in both fonts. */
const FIRST_IN_DOUBT = 0x7f;
const IN_DOUBT = /[^\n\x20-\x7e]/;

function keepDrawn(text: string, drawn: ReadonlySet<number>): string {
  if (!IN_DOUBT.test(text)) return text;
  let out = '';
  for (const letter of text.normalize('NFC')) {
    const code = letter.codePointAt(0)!;
    if (letter === '\n' || (code >= 0x20 && code < FIRST_IN_DOUBT) || drawn.has(code) || INVISIBLE.has(code)) out += letter;
    else if (code < 0xa0 || code === 0x2028 || code === 0x2029) out += ' ';
    else out += SAME_AS[letter] ?? (drawn.has(0x25a1) ? REPLACEMENT : '?');
  }
  return out;
}

function coverage() {
  if (covered === undefined) {
    const sans = readCoverage(readFace('atkinson-hyperlegible-next', '400Regular'));
    const serif = readCoverage(readFace('source-serif-4', '400Regular'));
    covered = { sans, all: new Set([...sans, ...serif]) };
  }
  return covered;
}

/** Code points that a TrueType file draws, from its `cmap` table (formats 4 and 12, the two in use). */
export function readCoverage(font: Buffer): Set<number> {
  const points = new Set<number>();
  const cmap = findTable(font, 'cmap');
  for (let record = 0; record < font.readUInt16BE(cmap + 2); record++) {
    const table = cmap + font.readUInt32BE(cmap + 4 + record * 8 + 4);
    const format = font.readUInt16BE(table);
    if (format === 4) addSegments(font, table, points);
    if (format === 12)
      for (let group = 0; group < font.readUInt32BE(table + 12); group++) {
        const [first, last] = [0, 4].map((at) => font.readUInt32BE(table + 16 + group * 12 + at));
        for (let point = first!; point <= last!; point++) points.add(point);
      }
  }
  return points;
}

function addSegments(font: Buffer, table: number, points: Set<number>): void {
  const size = font.readUInt16BE(table + 6); // twice the number of segments
  for (let at = 0; at < size; at += 2) {
    const last = font.readUInt16BE(table + 14 + at);
    const first = font.readUInt16BE(table + 16 + size + at);
    const shift = font.readUInt16BE(table + 16 + size * 2 + at);
    const rangeAt = table + 16 + size * 3 + at;
    const range = font.readUInt16BE(rangeAt);
    for (let point = first; point <= last && point !== 0xffff; point++) {
      const glyph = range === 0 ? (point + shift) & 0xffff : font.readUInt16BE(rangeAt + range + (point - first) * 2);
      if (glyph !== 0) points.add(point);
    }
  }
}

function findTable(font: Buffer, tag: string): number {
  for (let record = 0; record < font.readUInt16BE(4); record++)
    if (font.toString('latin1', 12 + record * 16, 16 + record * 16) === tag) return font.readUInt32BE(12 + record * 16 + 8);
  throw new Error(`La police n’a pas de table ${tag}.`);
}
