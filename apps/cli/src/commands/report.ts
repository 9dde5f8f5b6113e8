import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { DOCUMENT_FORMATS, DOCUMENT_KINDS, type DocumentKind } from '@maillage/domain/documents/document.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { isDocumentFormat, writePrintedFigures } from '@maillage/pipeline/documents/make-document-file.ts';
import type { Command } from '../command.ts';
import { requiredOption, textOption } from '../options.ts';
import { showProgress } from '../progress.ts';
import { askedRunId, type PublishedRuns, withPublishedRuns } from '../published-runs.ts';
import { writingIn } from '../unwritable.ts';

const isKind = (text: string): text is DocumentKind => DOCUMENT_KINDS.some((kind) => kind === text);

export const reportCommand: Command = {
  name: 'report',
  summary: 'Écrit un document : diagnostic, atlas, plan, bilan, portrait…',
  usage: [
    `maillage report --dir VAR --document ${DOCUMENT_KINDS.join('|')} --out F.pdf|.docx|.html`,
    '  --run ID            un calcul publié ; le dernier par défaut',
    '  --territory CODE    une commune, une intercommunalité, un canton, un arrondissement ou un quartier (portrait, consultation)',
    '  écrit aussi F.figures.json : chaque chiffre imprimé, sa page et sa provenance',
  ],
  options: {
    dir: { type: 'string' },
    document: { type: 'string' },
    out: { type: 'string' },
    run: { type: 'string' },
    territory: { type: 'string' },
    departement: { type: 'string' },
    donnees: { type: 'string' },
  },
  async run(context) {
    const kind = requiredOption(context, 'document', '--document diagnostic');
    if (!isKind(kind))
      throw new DomainError('usage', `--document : « ${kind} » n’est pas un document. Documents : ${DOCUMENT_KINDS.join(', ')}.`);
    const path = resolve(requiredOption(context, 'out', '--out diagnostic.pdf'));
    const format = extname(path).slice(1).toLowerCase();
    if (!isDocumentFormat(format))
      throw new DomainError(
        'usage',
        `--out : « ${basename(path)} » doit finir par ${DOCUMENT_FORMATS.map((one) => `.${one}`).join(', ')}.`,
      );
    const territory = textOption(context, 'territory') ?? null;
    const progress = showProgress(context.json);
    const request = { kind, format, territory, report: progress.report };
    const asked = await readRun();
    try {
      const made = await asked.make();
      const figures = `${path}.figures.json`;
      await writingIn({ option: '--out', folder: dirname(path) }, () =>
        writeTogether([
          { path, content: made.bytes },
          { path: figures, content: writePrintedFigures(made.printed) },
        ]),
      );
      context.print(`${path}\n${figures}`);
      context.answer({ runId: asked.runId, document: kind, path, figuresPath: figures, printedCount: made.printed.length });
    } finally {
      progress.stop();
    }

    /** The folder is given back before the document is laid out: its database weighs as much as an atlas. */
    async function readRun() {
      let prepared: { runId: string; make: Awaited<ReturnType<PublishedRuns['prepareDocument']>> } | undefined;
      setFlagsFromString(`--wasm-tiering-budget=${NEVER_TIERED}`);
      try {
        await withPublishedRuns(context, async (runs) => {
          const runId = await askedRunId(runs, context);
          prepared = { runId, make: await runs.prepareDocument({ runId, ...request }) };
        });
      } finally {
        setFlagsFromString(`--wasm-tiering-budget=${TIERED_BY_DEFAULT}`);
        if (prepared === undefined) progress.stop();
      }
      collectGarbage();
      return prepared!; // the work above gave it, or threw
    }
  },
};

/**
 * The engine compiles the hot functions of the embedded database a second time, better: half a gigabyte at its height, for a second
 * of reading that it does not shorten. The rest of the process (pictures of a Word file) is compiled as ever.
 */
const NEVER_TIERED = 2_000_000_000;
const TIERED_BY_DEFAULT = 13_000_000;

/** The closed database holds two hundred megabytes until the engine looks: an atlas is laid out in that room. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

/** All the files or none: each is written aside, and they take their names once all are there. */
async function writeTogether(files: readonly { path: string; content: Uint8Array | string }[]): Promise<void> {
  const aside = files.map(({ path, content }) => ({ path, content, unfinished: join(dirname(path), `.${basename(path)}.en-cours`) }));
  try {
    for (const { path, content, unfinished } of aside) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(unfinished, content);
    }
    for (const { path, unfinished } of aside) await rename(unfinished, path);
  } finally {
    for (const { unfinished } of aside) await rm(unfinished, { force: true });
  }
}
