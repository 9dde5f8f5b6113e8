import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PDFTOTEXT = '/usr/bin/pdftotext';
const MAX_OUTPUT_BYTES = 200_000_000;

/** The reader that whoever checks a document has at hand; it guesses the spaces from the gaps between letters. */
export const hasPdftotext = existsSync(PDFTOTEXT);

async function ask(bytes: Uint8Array, options: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'maillage-pdf-'));
  const path = join(folder, 'essai.pdf');
  try {
    await writeFile(path, bytes);
    return (await run(PDFTOTEXT, ['-enc', 'UTF-8', ...options, path, '-'], { maxBuffer: MAX_OUTPUT_BYTES })).stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The text of each page, as pdftotext reads it. */
export async function readPages(bytes: Uint8Array): Promise<string[]> {
  // One form feed after each page.
  return (await ask(bytes, [])).split('\f').slice(0, -1);
}

/** The words of each page that stand lower than this, in points from its top. */
export async function readWordsUnder(bytes: Uint8Array, top: number): Promise<string[][]> {
  const pages = (await ask(bytes, ['-bbox'])).split('<page ').slice(1);
  return pages.map((page) =>
    [...page.matchAll(/yMax="([\d.]+)">([^<]*)</g)].flatMap(([, bottom, word]) => (Number(bottom) > top ? [word!] : [])),
  );
}
