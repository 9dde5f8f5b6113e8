import { isAscii } from 'node:buffer';
import { TextDecoder } from 'node:util';

/** A line of text without its end; `null` stands for a line too long to be one. */
export interface TextLine {
  number: number;
  text: string | null;
}

/** No row of an official table comes near: past it the file has no line ends, or a quote swallowed them. */
export const MAX_LINE_BYTES = 1024 * 1024;
const REPLACEMENT = '\ufffd';
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * The lines of a text file, in batches of one chunk. UTF-8 until a byte that UTF-8 forbids, then Windows-1252 (which holds
 * latin-1); a file that already showed a true UTF-8 letter keeps U+FFFD for its bad bytes, so that one broken name does not
 * spoil the others. Byte-order marks are removed and UTF-16 is read, with its mark or without. `\n`, `\r\n` and lone `\r` end a line.
 */
export async function* readLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<TextLine[]> {
  const decode = createLineDecoder();
  let rest: Buffer = Buffer.alloc(0);
  let number = 1;
  let isSkipping = false;
  let lineEnd: number | null = null;
  for await (const chunk of withoutByteOrderMark(chunks)) {
    let start = 0;
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const ascii = isAscii(bytes);
    lineEnd ??= bytes.includes(LINE_FEED) || !bytes.includes(CARRIAGE_RETURN) ? LINE_FEED : CARRIAGE_RETURN;
    const lines: TextLine[] = [];
    for (let end = bytes.indexOf(lineEnd); end !== -1; end = bytes.indexOf(lineEnd, start)) {
      if (!isSkipping) {
        const last = end > start && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
        lines.push({ number: number++, text: ascii ? bytes.toString('latin1', start, last) : decode(bytes, start, last) });
      }
      isSkipping = false;
      start = end + 1;
    }
    rest = bytes.subarray(start);
    if (rest.length > MAX_LINE_BYTES && !isSkipping) {
      isSkipping = true;
      lines.push({ number: number++, text: null });
    }
    if (isSkipping) rest = Buffer.alloc(0);
    if (lines.length > 0) yield lines;
  }
  if (!isSkipping && rest.length > 0) yield [{ number, text: decode(rest, 0, rest.length).replace(/\r$/, '') }];
}

function createLineDecoder(): (bytes: Buffer, start: number, end: number) => string {
  const windows1252 = new TextDecoder('windows-1252');
  let encoding: 'unknown' | 'utf-8' | 'windows-1252' = 'unknown';
  return (bytes, start, end) => {
    if (encoding === 'windows-1252') return windows1252.decode(bytes.subarray(start, end));
    const text = bytes.toString('utf8', start, end);
    if (encoding === 'utf-8') return text;
    if (text.includes(REPLACEMENT)) {
      encoding = 'windows-1252';
      return windows1252.decode(bytes.subarray(start, end));
    }
    if (text.length < end - start) encoding = 'utf-8'; // a letter of several bytes: the question is settled for the whole file
    return text;
  };
}

async function* withoutByteOrderMark(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let decoder: TextDecoder | null = null;
  let isFirst = true;
  for await (const chunk of chunks) {
    let bytes = chunk;
    if (isFirst && bytes.length > 0) {
      isFirst = false;
      if (bytes[0] === 0xff && bytes[1] === 0xfe) decoder = new TextDecoder('utf-16le');
      else if (bytes[0] === 0xfe && bytes[1] === 0xff) decoder = new TextDecoder('utf-16be');
      else if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) bytes = bytes.subarray(3);
      else if (isUnmarkedUtf16(bytes, 1)) decoder = new TextDecoder('utf-16le');
      else if (isUnmarkedUtf16(bytes, 0)) decoder = new TextDecoder('utf-16be');
    }
    yield decoder === null ? bytes : Buffer.from(decoder.decode(bytes, { stream: true }), 'utf8');
  }
}

/**
 * UTF-16 whose mark was lost: in a French table nearly every other byte is null, and in no other encoding. `zeroAt` is where
 * the null of each pair stands: 1 for the little-endian form.
 */
function isUnmarkedUtf16(bytes: Buffer, zeroAt: 0 | 1): boolean {
  const pairCount = Math.min(200, bytes.length >> 1);
  let zeroCount = 0;
  let otherCount = 0;
  for (let pair = 0; pair < pairCount; pair++) {
    if (bytes[pair * 2 + zeroAt] === 0) zeroCount++;
    if (bytes[pair * 2 + 1 - zeroAt] === 0) otherCount++;
  }
  return pairCount >= 8 && otherCount === 0 && zeroCount > pairCount * 0.9;
}
