import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findLooseNumbers } from '@maillage/documents/find-loose-numbers.ts';
import { listUaFaults } from '@maillage/documents/testing/list-ua-faults.ts';
import { hasQpdf, readPdfObjects } from '@maillage/documents/testing/pdf-objects.ts';
import { hasPdftotext, readPages } from '@maillage/documents/testing/read-pages.ts';
import { evenSpaces, readPdf } from '@maillage/documents/testing/read-pdf.ts';
import { DOCUMENT_KINDS } from '@maillage/domain/documents/document.ts';
import type { ActionPlan } from '@maillage/domain/plans/plan.ts';
import { DEFAULT_PARAMETERS } from '@maillage/domain/runs/parameters.ts';
import { typeset } from '@maillage/domain/typography.ts';
import { openStore } from '@maillage/store/open-store.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readDrawnMap } from '../../atlas/atlas-maps.ts';
import { DEFAULT_ATLAS } from '../../atlas/read-atlas.ts';
import { buildRun } from '../../build.ts';
import { buildDocument, type DocumentQuestion } from '../build-document.ts';
import { buildFigureBook } from '../build-figure-book.ts';
import type { DocumentFacts } from '../document-facts.ts';
import { listFaults } from '../list-faults.ts';
import { loadDocumentFacts } from '../load-document-facts.ts';
import { makeDocumentFile } from '../make-document-file.ts';
import { curl, inlinesOf, readInlines } from '../prose-inlines.ts';
import { writeHeadline } from '../write-headline.ts';

/** A run of its own store, then everything that documents are made from. */
async function loadFacts(
  folder: string,
  dataFolder: string,
  { departementCode, planOf }: Pick<ReadBackWorld, 'departementCode' | 'planOf'>,
): Promise<DocumentFacts> {
  const store = await openStore({ varDir: join(folder, 'var') });
  try {
    const { runId } = await buildRun({
      ...{ store, departementCode, dataFolder, parameters: DEFAULT_PARAMETERS, report: () => undefined },
      now: () => '2026-01-01T00:00:00.000Z',
    });
    const facts = await loadDocumentFacts(store, { runId, atlas: DEFAULT_ATLAS, withDrafts: true });
    return { ...facts, plan: { plan: planOf(facts), version: 1 } };
  } finally {
    await store.close();
  }
}

/** A Département whose documents are read back. */
export interface ReadBackWorld {
  departementCode: string;
  /** The kinds of territory that have a portrait there, beside the Département. */
  local: readonly ('epci' | 'commune' | 'canton' | 'arrondissement' | 'qpv')[];
  /** Whether a map of the atlas is printed; reading a hundred pages of outlines back takes a minute. */
  isMapPrinted(map: (typeof DEFAULT_ATLAS.maps)[number], index: number): boolean;
  /** The programme that its documents print. */
  planOf(facts: DocumentFacts): ActionPlan;
  /** Its data, read or made in the folder given. */
  prepareSources(folder: string): Promise<string>;
}

/** Declares the tests that read every document of a Département back: each figure on its page, no number of nobody, the same bytes twice. */
export function declareReadBack(world: ReadBackWorld): void {
  const { local, isMapPrinted, prepareSources } = world;
  let folder: string;
  let facts: DocumentFacts;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'maillage-documents-'));
    facts = await loadFacts(folder, await prepareSources(folder), world);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const firstOf = (kind: string): { kind: string; code: string } => {
    const [commune] = facts.run.ownCommunes;
    const found = {
      ...{ commune: commune?.code, epci: commune?.epciCode, canton: commune?.cantonCode, arrondissement: commune?.arrondissementCode },
      qpv: facts.run.facts.qpvs[0]?.code,
    }[kind];
    return { kind, code: found ?? '' };
  };
  const questions: [string, () => Omit<DocumentQuestion, 'facts'>][] = [
    ...DOCUMENT_KINDS.map((kind): [string, () => Omit<DocumentQuestion, 'facts'>] => [kind, () => ({ kind })]),
    ...local.map((kind): [string, () => Omit<DocumentQuestion, 'facts'>] => [
      `portrait ${kind}`,
      () => ({ kind: 'portrait', territory: firstOf(kind) }),
    ]),
    ['consultation epci', () => ({ kind: 'consultation', territory: firstOf('epci') })],
  ];

  test.each(questions)(
    'each figure of « %s » is on its page, no number is of nobody, and a screen reader has its tags',
    // A hundred and twenty pages of outlines are read back.
    { timeout: 180_000 },
    async (_, question) => {
      const asked = { ...question(), facts };
      const document = buildDocument(asked);
      expect(findLooseNumbers(document)).toEqual([]);
      expect(listFaults(document)).toEqual([]);
      const maps = DEFAULT_ATLAS.maps.filter(isMapPrinted);
      const { bytes, printed } = await makeDocumentFile({ ...asked, facts: { ...facts, atlas: { ...DEFAULT_ATLAS, maps } } }, 'pdf');
      const readers = [(await readPdf(bytes)).pages, ...(hasPdftotext ? [await readPages(bytes)] : [])];
      for (const read of readers) {
        const pages = read.map(evenSpaces);
        const lost = printed.filter(({ page, text }) => !pages[(page ?? 0) - 1]?.includes(evenSpaces(text)));
        expect(lost.map(({ id, text, page }) => `${id} « ${text} », page ${page}`)).toEqual([]);
      }
      expect(printed.length).toBeGreaterThan(5);
      for (const figure of printed) expect(figure.provenance.label).not.toBe('');
      if (hasQpdf) expect(listUaFaults(await readPdfObjects(bytes))).toEqual([]);
    },
  );

  test('every map of the atlas has one headline, on the page and in print', () => {
    const book = buildFigureBook(facts);
    for (const map of DEFAULT_ATLAS.maps) {
      const printed = readInlines(inlinesOf(book, writeHeadline(book, map.id)));
      expect(printed).toBe(typeset(curl(readDrawnMap(facts.run, map, 'light').headline)));
    }
  });

  test('the same run gives the same bytes, in each format', async () => {
    const asked = { kind: 'portrait' as const, territory: firstOf('epci'), facts };
    for (const format of ['pdf', 'docx', 'html'] as const) {
      const [first, second] = [await makeDocumentFile(asked, format), await makeDocumentFile(asked, format)];
      expect(Buffer.compare(Buffer.from(first.bytes), Buffer.from(second.bytes))).toBe(0);
      expect(first.fileName).toMatch(new RegExp(`^portrait-epci-[\\w-]+\\.${format}$`));
    }
  });
}
