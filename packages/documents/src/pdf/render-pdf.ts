import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { MaillageDocument, PrintedFigure } from '@maillage/domain/documents/document.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import type { TypstInput, TypstOutput } from './compile-typst.ts';
import { toPrintableSvg } from './fonts.ts';
import { prepareTypstData, type TypstData } from './prepare-typst-data.ts';
import { refuseMap } from './write-blocks.ts';

/**
 * The document as a tagged PDF (PDF/UA-1), A4 or A3, and each figure where it is printed, in reading order. Pages are counted from
 * the first, 1. The same document gives the same bytes: the date of the file is that of the run. Laid out in a thread of its own.
 * Throws `document-refused` when it cannot be laid out, with the map that is at fault.
 */
export async function renderPdf(document: MaillageDocument): Promise<{ bytes: Uint8Array; printed: PrintedFigure[] }> {
  const prepared = prepareTypstData(document);
  const output = await layOut({
    data: JSON.stringify(prepared.json),
    pageLimit: prepared.pageLimit,
    drawings: prepared.maps.map(({ path, map }) => ({ path, svg: new TextEncoder().encode(toPrintableSvg(map.svg)) })),
  });
  if ('error' in output) throw explainFailure(output, prepared);
  // A map may be set on the page after the words that follow it.
  const marks = output.marks.toSorted(([, a], [, b]) => a - b);
  return { bytes: output.bytes, printed: marks.map(([place, page]) => printFigure(prepared.figures[place]!, page)) };
}

const printFigure = ({ id, text, value, unit, runId, origin }: TypstData['figures'][number], page: number): PrintedFigure => ({
  ...{ id, text, value, unit, run: runId, page, provenance: origin },
});

function layOut(input: TypstInput): Promise<TypstOutput> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./typst-worker.ts', import.meta.url), {
      workerData: input,
      // What this process was started with is not for a thread that only lays out.
      execArgv: [],
      // Given away, not copied: an atlas has tens of megabytes of outlines.
      transferList: input.drawings.map(({ svg }) => svg.buffer),
    });
    worker.once('message', resolve);
    worker.once('error', reject);
    // After a message this changes nothing.
    worker.once('exit', (code) => resolve({ error: `la mise en page s’est arrêtée (${code})`, path: null }));
  });
}

function explainFailure({ error, path }: { error: string; path: string | null }, { maps }: TypstData): DomainError {
  const found = path === null ? undefined : maps.find((drawing) => drawing.path === basename(path));
  if (found !== undefined) return refuseMap(found.map, `son dessin n’est pas un SVG que l’on sait lire (${error})`);
  return new DomainError(
    'document-refused',
    'Le document n’a pas pu être mis en page, et n’a pas été produit. Le calcul est intact : signalez-le avec le numéro du calcul.',
    { cause: error.slice(0, 2000) },
  );
}
