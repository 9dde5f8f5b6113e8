import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { MaillageDocument, PrintedFigure } from '@maillage/domain/documents/document.ts';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { prepareTypstData } from './prepare-typst-data.ts';

const FONTS = {
  'atkinson-hyperlegible-next': ['AtkinsonHyperlegibleNext', ['400Regular', '400Regular_Italic', '600SemiBold', '700Bold']],
  'source-serif-4': ['SourceSerif4', ['400Regular', '400Regular_Italic', '600SemiBold', '700Bold']],
} as const;
const HERE = import.meta.dirname;

function readFonts(): Buffer[] {
  const { resolve } = createRequire(import.meta.url);
  return Object.entries(FONTS).flatMap(([name, [file, faces]]) =>
    faces.map((face) => readFileSync(resolve(`@expo-google-fonts/${name}/${face}/${file}_${face}.ttf`))),
  );
}

/**
 * The document as a tagged PDF (PDF/UA-1), A4 or A3, and each figure where it is printed, in reading order. Pages are counted from
 * the cover, 1. The same document gives the same bytes: the date of the file is that of the run.
 */
export async function renderPdf(document: MaillageDocument): Promise<{ bytes: Uint8Array; printed: PrintedFigure[] }> {
  const { json, figures, maps } = prepareTypstData(document);
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: readFonts() }], workspace: HERE });
  compiler.mapShadow(join(HERE, 'data.json'), Buffer.from(JSON.stringify(json)));
  for (const { path, map } of maps) compiler.mapShadow(join(HERE, path), Buffer.from(map.svg));
  const compiled = compiler.compile({ mainFilePath: join(HERE, 'document.typ') });
  if (compiled.result === null) {
    compiled.printErrors();
    throw new Error('Typst');
  }
  const bytes = new Uint8Array(compiler.pdf(compiled.result, { pdfStandard: 'ua-1' }));
  const [marks = []]: [number, number][][] = compiler.query(compiled.result, { selector: '<figure-pages>', field: 'value' });
  compiler.evictCache(0);
  return {
    bytes,
    printed: marks.map(([place, page]) => {
      const { id, text, value, unit, runId, origin } = figures[place]!;
      return { id, text, value, unit, run: runId, page, provenance: origin };
    }),
  };
}
