import { join } from 'node:path';
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { readFonts } from './fonts.ts';

export interface TypstInput {
  /** JSON text that the template reads. */
  data: string;
  /** SVG, in UTF-8, by the name that the data give it. */
  drawings: readonly { path: string; svg: Uint8Array<ArrayBuffer> }[];
  /** Pages that the document must hold on, drawn closer when it does not; null for any number. */
  pageLimit: number | null;
}
/** Pages from 1, one mark for each figure printed, in order; or what Typst says of the first error, and of which file. */
export type TypstOutput = { bytes: Uint8Array; marks: [figure: number, page: number][] } | { error: string; path: string | null };

/** Where the template is; data and drawings only seem to be files beside it. */
const TEMPLATES = import.meta.dirname;

/** Levels of headings in the contents. Should the pages of a long list never settle, a shorter list is better than no document. */
const CONTENTS_DEPTHS = [3, 1, 0];

/** How close the document is drawn: as it is meant, then with narrower margins, less white and smaller letters. */
const CLOSENESS = [0, 1, 2, 3];

/** Lays the template out, in one go: seconds for a long document, during which the thread does nothing else. */
export function compileTypst({ data, drawings, pageLimit }: TypstInput): TypstOutput {
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: readFonts() }], workspace: TEMPLATES });
  try {
    compiler.mapShadow(join(TEMPLATES, 'data.json'), Buffer.from(data));
    for (const { path, svg } of drawings)
      compiler.mapShadow(join(TEMPLATES, path), Buffer.from(svg.buffer, svg.byteOffset, svg.byteLength));
    let output: LaidOut | Failure = { error: 'aucune page', path: null };
    for (const depth of CONTENTS_DEPTHS) {
      output = layOutWithin(pageLimit, (closeness) => {
        compiler.mapShadow(join(TEMPLATES, 'layout.json'), Buffer.from(JSON.stringify({ depth, closeness })));
        return layOutOnce(compiler);
      });
      if (!('error' in output) || !isMoving(output.error)) break;
    }
    if ('error' in output) return output;
    return { bytes: new Uint8Array(compiler.pdf(output.document, { pdfStandard: 'ua-1' })), marks: output.marks };
  } catch (error) {
    // What PDF/UA refuses is only said by the export, in one message.
    return { error: error instanceof Error ? error.message : String(error), path: null };
  } finally {
    // Typst keeps all that it has ever laid out; a document is laid out once.
    compiler.evictCache(0);
  }
}

/** Pages that still move would make the page of a figure a lie. */
const isMoving = (message: string) => message.includes('converge');

/** The first that holds on as many pages; the closest when none does. */
function layOutWithin(pageLimit: number | null, layOut: (closeness: number) => LaidOut | Failure): LaidOut | Failure {
  let output = layOut(0);
  for (const closeness of CLOSENESS.slice(1)) {
    if (pageLimit === null || 'error' in output || output.pageCount <= pageLimit) break;
    output = layOut(closeness);
  }
  return output;
}

type Failure = Extract<TypstOutput, { error: string }>;
interface LaidOut {
  document: NodeTypstDocument;
  marks: [figure: number, page: number][];
  pageCount: number;
}

function layOutOnce(compiler: NodeCompiler): LaidOut | Failure {
  const compiled = compiler.compile({ mainFilePath: join(TEMPLATES, 'document.typ') });
  const failure = compiled.takeError();
  if (failure !== null) return describeFailure(compiler.fetchDiagnostics(failure));
  const document = compiled.result;
  if (document === null) return { error: 'aucune page', path: null };
  const warnings = compiled.takeWarnings();
  const moving = (warnings === null ? [] : (compiler.fetchDiagnostics(warnings) as Diagnostic[])).find(({ message = '' }) =>
    isMoving(message),
  );
  if (moving !== undefined) return { error: moving.message ?? '', path: null };
  const [marks] = compiler.query(document, { selector: '<figure-pages>', field: 'value' }) as [[number, number][]];
  const [pageCount = 0] = compiler.query(document, { selector: '<page-count>', field: 'value' }) as number[];
  return { document, marks, pageCount };
}

interface Diagnostic {
  message?: string;
  path?: string;
}

function describeFailure(diagnostics: Diagnostic[]): Failure {
  const [first] = diagnostics;
  const path = diagnostics.find((diagnostic) => diagnostic.path?.endsWith('.svg'))?.path ?? null;
  return { error: first?.message ?? 'erreur inconnue', path };
}
