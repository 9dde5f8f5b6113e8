import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFictionalActionPlan } from '@maillage/departement-fictif/action-plan/build-action-plan.ts';
import { generateSmallDepartement } from '@maillage/departement-fictif/petit.ts';
import { findLooseNumbers } from '@maillage/documents/find-loose-numbers.ts';
import { evenSpaces, readPdf } from '@maillage/documents/testing/read-pdf.ts';
import { DOCUMENT_KINDS } from '@maillage/domain/documents/document.ts';
import { DEFAULT_PARAMETERS } from '@maillage/domain/runs/parameters.ts';
import { typeset } from '@maillage/domain/typography.ts';
import { openStore } from '@maillage/store/open-store.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDrawnMap } from '../atlas/atlas-maps.ts';
import { DEFAULT_ATLAS } from '../atlas/read-atlas.ts';
import { buildRun } from '../build.ts';
import { buildDocument, type DocumentQuestion } from './build-document.ts';
import { buildFigureBook } from './build-figure-book.ts';
import type { DocumentFacts } from './document-facts.ts';
import { listFaults } from './list-faults.ts';
import { loadDocumentFacts } from './load-document-facts.ts';
import { makeDocumentFile } from './make-document-file.ts';
import { curl, inlinesOf, readInlines } from './prose-inlines.ts';
import { FOUR_PLAN } from './testing/four-communes-facts.ts';
import { writeHeadline } from './write-headline.ts';

const realFolder = process.env.MAILLAGE_DONNEES_TEST;

/** A run of its own store, then everything that documents are made from. */
async function loadFacts(folder: string, departementCode: string, dataFolder: string): Promise<DocumentFacts> {
  const store = await openStore({ varDir: join(folder, 'var') });
  try {
    const { runId } = await buildRun({
      ...{ store, departementCode, dataFolder, parameters: DEFAULT_PARAMETERS, report: () => undefined },
      now: () => '2026-01-01T00:00:00.000Z',
    });
    const facts = await loadDocumentFacts(store, { runId, atlas: DEFAULT_ATLAS, withDrafts: true });
    const { run } = facts;
    // The smallest Département has a whole programme, with its pages of contents; the real one, whose programme is not here, two drawn sheets.
    const plan =
      departementCode === '62'
        ? { ...FOUR_PLAN, departementCode }
        : buildFictionalActionPlan({
            ...{ departementCode, departementName: run.facts.manifest.departementName },
            ...{ communes: run.ownCommunes, quarters: run.facts.qpvs },
          });
    return { ...facts, plan: { plan, version: 1 } };
  } finally {
    await store.close();
  }
}

const WORLDS = [
  { name: 'the smallest Département', code: '00', local: ['epci', 'commune'] },
  { name: 'the real Pas-de-Calais', code: '62', local: ['epci', 'commune', 'canton', 'arrondissement', 'qpv'] },
] as const;

describe.each(WORLDS)('$name', ({ code, local }) => {
  const isReal = code === '62';
  let folder: string;
  let facts: DocumentFacts;
  beforeAll(async () => {
    if (isReal && !realFolder) return;
    folder = await mkdtemp(join(tmpdir(), 'maillage-documents-'));
    const sources = realFolder !== undefined && isReal ? realFolder : join(folder, 'sources');
    if (!isReal) await generateSmallDepartement(sources);
    facts = await loadFacts(folder, code, sources);
  });
  afterAll(() => folder && rm(folder, { recursive: true, force: true }));

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

  test.skipIf(isReal && !realFolder).each(questions)(
    'each figure of « %s » is on its page, no number is of nobody',
    // A hundred and twenty pages of outlines are read back.
    { timeout: 180_000 },
    async (_, question) => {
      const asked = { ...question(), facts };
      const document = buildDocument(asked);
      expect(findLooseNumbers(document)).toEqual([]);
      expect(listFaults(document)).toEqual([]);
      // Reading a hundred pages of outlines back is for the real Département: here one map in twelve.
      const maps = DEFAULT_ATLAS.maps.filter((map, index) => isReal || index % 12 === 0 || map.crossedWith === 'need.social');
      const { bytes, printed } = await makeDocumentFile({ ...asked, facts: { ...facts, atlas: { ...DEFAULT_ATLAS, maps } } }, 'pdf');
      const pages = (await readPdf(bytes)).pages.map(evenSpaces);
      const lost = printed.filter(({ page, text }) => !pages[(page ?? 0) - 1]?.includes(evenSpaces(text)));
      expect(lost.map(({ id, text, page }) => `${id} « ${text} », page ${page}`)).toEqual([]);
      expect(printed.length).toBeGreaterThan(5);
      for (const figure of printed) expect(figure.provenance.label).not.toBe('');
    },
  );

  test.skipIf(isReal && !realFolder)('every map of the atlas has one headline, on the page and in print', () => {
    const book = buildFigureBook(facts);
    for (const map of DEFAULT_ATLAS.maps) {
      const printed = readInlines(inlinesOf(book, writeHeadline(book, map.id)));
      expect(printed).toBe(typeset(curl(readDrawnMap(facts.run, map, 'light').headline)));
    }
  });

  test.skipIf(isReal && !realFolder)('the same run gives the same bytes, in each format', async () => {
    const asked = { kind: 'portrait' as const, territory: firstOf('epci'), facts };
    for (const format of ['pdf', 'docx', 'html'] as const) {
      const [first, second] = [await makeDocumentFile(asked, format), await makeDocumentFile(asked, format)];
      expect(Buffer.compare(Buffer.from(first.bytes), Buffer.from(second.bytes))).toBe(0);
      expect(first.fileName).toMatch(new RegExp(`^portrait-epci-[\\w-]+\\.${format}$`));
    }
  });
});
