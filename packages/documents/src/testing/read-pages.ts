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

/** The text of each page, as pdftotext reads it. */
export async function readPages(bytes: Uint8Array): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'maillage-pdf-'));
  const path = join(folder, 'essai.pdf');
  try {
    await writeFile(path, bytes);
    const { stdout } = await run(PDFTOTEXT, ['-enc', 'UTF-8', path, '-'], { maxBuffer: MAX_OUTPUT_BYTES });
    // One form feed after each page.
    return stdout.split('\f').slice(0, -1);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
