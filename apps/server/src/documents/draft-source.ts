import type { AtlasDeclaration } from '@maillage/domain/atlas/atlas.ts';
import type { DocumentKind, FigureBook } from '@maillage/domain/documents/document.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { listDraftSections } from '@maillage/pipeline/documents/build-document.ts';
import { buildFigureBook } from '@maillage/pipeline/documents/build-figure-book.ts';
import { loadDocumentFacts } from '@maillage/pipeline/documents/load-document-facts.ts';
import type { IndexedRun } from '@maillage/pipeline/views/run-rows.ts';
import { listHistory } from '@maillage/store/plans/plans-repo.ts';
import { listActs } from '@maillage/store/schemes/scheme-acts-repo.ts';
import type { Store } from '@maillage/store/store.ts';

export interface DraftTerritory {
  kind: string;
  code: string;
  name: string;
}

/** All that drafting reads of a run: the automatic drafts, and the figures that a text may name. */
export interface DraftSource {
  departementCode: string;
  book: FigureBook;
  /** Throws `territory-not-found`. */
  getTerritory(place: { kind: string; code: string }): DraftTerritory;
  sections(kind: DocumentKind, territory: DraftTerritory): { id: string; title: string; automaticText: string }[];
}

/** Opens what the served run says now; `withDrafts`: with the sheets that are not decided yet. Throws `no-published-run`. */
export type OpenDraftSource = (withDrafts: boolean) => Promise<DraftSource>;

interface DraftSourceOptions {
  store: Store;
  findLatestRun(): Promise<RunSummary | undefined>;
  readAtlas(): Promise<AtlasDeclaration>;
  getRun(runId: string): Promise<IndexedRun>;
  currentScheme(): Promise<{ schemeId: string }>;
}

/**
 * Drafts over the store. What was read is kept while neither the run, nor the plan, nor the procedure moves: a text is saved every few
 * seconds, and a book takes longer to open than to search.
 */
export function createDraftSource(options: DraftSourceOptions): OpenDraftSource {
  const { store } = options;
  const kept = new Map<boolean, { state: string; source: Promise<DraftSource> }>();
  return async (withDrafts) => {
    const run = await options.findLatestRun();
    if (run === undefined)
      throw new DomainError(
        'no-published-run',
        'Aucun calcul n’est publié : il n’y a encore aucun chiffre à écrire. Chargez d’abord les données.',
      );
    const { schemeId } = await options.currentScheme();
    const [[lastChange], acts] = await Promise.all([listHistory(store, schemeId, { limit: 1 }), listActs(store, schemeId)]);
    const state = [run.id, lastChange?.position ?? 0, acts.length].join(' ');
    const known = kept.get(withDrafts);
    if (known?.state === state) return known.source;
    const source = openSource(options, run, withDrafts);
    kept.set(withDrafts, { state, source });
    source.catch(() => kept.delete(withDrafts)); // a failure is not kept; whoever waits is told of it
    return source;
  };
}

async function openSource({ store, readAtlas, getRun }: DraftSourceOptions, run: RunSummary, withDrafts: boolean): Promise<DraftSource> {
  const facts = await loadDocumentFacts(store, { runId: run.id, atlas: await readAtlas(), withDrafts, getRun });
  const book = buildFigureBook(facts);
  return {
    ...{ departementCode: run.departementCode, book },
    getTerritory({ kind, code }) {
      const found = book.findPlace(kind, code);
      if (found !== undefined && found.kind !== 'axis') return { kind: found.kind, code: found.code, name: found.name };
      const message = `Le territoire « ${kind}:${code} » n’est pas dans ce calcul. Choisissez-le dans la liste.`;
      throw new DomainError('territory-not-found', message, { kind, code });
    },
    sections: (kind, territory) =>
      listDraftSections({ kind, facts, book, territory }).map(({ id, title, automatic }) => ({ id, title, automaticText: automatic })),
  };
}
