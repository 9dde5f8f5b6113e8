import { DOCUMENT_FORMATS, type DocumentFormat, type MaillageDocument, type PrintedFigure } from '@maillage/domain/documents/document.ts';
import type { ReportProgress } from '@maillage/domain/jobs/job.ts';
import { buildDocument, type DocumentQuestion } from './build-document.ts';

export const DOCUMENT_CONTENT_TYPES: Readonly<Record<DocumentFormat, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html; charset=utf-8',
};

/** A finished document: its bytes, each figure that it prints, and the name that it is saved under. */
export interface DocumentFile {
  fileName: string;
  contentType: string;
  bytes: Uint8Array;
  printed: PrintedFigure[];
}

/** Writes a document and lays it out. The same question gives the same bytes. */
export async function makeDocumentFile(
  question: DocumentQuestion,
  format: DocumentFormat,
  report: ReportProgress = () => undefined,
): Promise<DocumentFile> {
  report({ stepName: 'Rédaction', stepRatio: 0, ratio: 0.1 });
  const document = buildDocument(question);
  report({ stepName: 'Mise en page', stepRatio: 0, ratio: 0.4 });
  const { bytes, printed } = await layOut(document, format);
  report({ stepName: 'Mise en page', stepRatio: 1, ratio: 1 });
  return { fileName: nameOf(document, format), contentType: DOCUMENT_CONTENT_TYPES[format], bytes, printed };
}

/** Each form comes with its library, three megabytes for Word: it is loaded with the first document that takes it. */
async function layOut(document: MaillageDocument, format: DocumentFormat) {
  if (format === 'pdf') return (await import('@maillage/documents/pdf/render-pdf.ts')).renderPdf(document);
  if (format === 'docx') return (await import('@maillage/documents/docx/render-docx.ts')).renderDocx(document);
  const { html, printed } = (await import('@maillage/documents/html/render-html.ts')).renderHtml(document);
  return { bytes: new TextEncoder().encode(html), printed };
}

/** « portrait-epci-200069037-202d4b16.pdf »: kind, territory when it is not the whole, run. */
function nameOf({ documentKind, territory, run }: MaillageDocument, format: DocumentFormat): string {
  const spot = territory.kind === 'departement' ? territory.code : `${territory.kind}-${territory.code}`;
  return `${documentKind}-${spot}-${run.id.slice(0, 8)}.${format}`;
}

/** What stands in « F.figures.json ». */
export const writePrintedFigures = (printed: readonly PrintedFigure[]): string => `${JSON.stringify(printed, null, 1)}\n`;

export const isDocumentFormat = (text: string): text is DocumentFormat => DOCUMENT_FORMATS.some((format) => format === text);
