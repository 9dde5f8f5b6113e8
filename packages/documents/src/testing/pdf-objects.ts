import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const QPDF = '/usr/bin/qpdf';
/** An atlas has some thirty megabytes of objects. */
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;

export type PdfValue = string | number | boolean | null | PdfValue[] | { [key: string]: PdfValue };
export type PdfDictionary = { [key: string]: PdfValue };

/** The objects of a PDF, streams by their dictionary; « 12 0 R » is an object, « /Nom » a name, « u:texte » a text. */
export interface PdfObjects {
  root: PdfDictionary;
  objects: ReadonlyMap<string, PdfValue>;
  /** The XMP packet of the catalogue, as text. */
  metadata: string;
}

/** qpdf reads a PDF without any code of ours nor of the engine that wrote it. */
export const hasQpdf = existsSync(QPDF);

/** What qpdf reads in the file. Throws with its words on a fault of syntax or of stream. */
export async function readPdfObjects(bytes: Uint8Array): Promise<PdfObjects> {
  const folder = await mkdtemp(join(tmpdir(), 'maillage-pdf-'));
  const path = join(folder, 'essai.pdf');
  const ask = async (...options: string[]) => (await run(QPDF, [...options, path], { maxBuffer: MAX_OUTPUT_BYTES })).stdout;
  try {
    await writeFile(path, bytes);
    await ask('--check');
    const { qpdf } = JSON.parse(await ask('--json=2', '--json-key=qpdf')) as { qpdf: [unknown, Record<string, QpdfObject>] }; // its own format, version 2
    const objects = new Map(
      Object.entries(qpdf[1]).map(([name, object]) => [name.replace(/^obj:/, ''), object.value ?? object.stream?.dict ?? null]),
    );
    const trailer = objects.get('trailer') as PdfDictionary;
    const root = objects.get(String(trailer['/Root'])) as PdfDictionary;
    const metadata = String(root['/Metadata'] ?? '').split(' ')[0] ?? '';
    return { root, objects, metadata: metadata === '' ? '' : await ask(`--show-object=${metadata}`, '--filtered-stream-data') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface QpdfObject {
  value?: PdfValue;
  stream?: { dict: PdfDictionary };
}
