import { type Actor, can } from '@maillage/domain/accounts/rights.ts';
import { DOCUMENT_KINDS, type DocumentFigure, type DocumentKind } from '@maillage/domain/documents/document.ts';
import { documentKind } from '@maillage/domain/documents/document-view.ts';
import {
  documentPlace,
  draftsView,
  draftView,
  isPublicDocument,
  sectionHistoryEntry,
  sectionId,
  sectionSaved,
  sectionToSave,
} from '@maillage/domain/documents/draft.ts';
import { listWrittenFigures } from '@maillage/domain/documents/prose.ts';
import { keepReadings, listParagraphsToReview } from '@maillage/domain/documents/written-figures.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import type { SectionKey } from '@maillage/store/database.ts';
import { listSectionHistory, listSections, listWrittenSections, saveSection } from '@maillage/store/documents/section-drafts-repo.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { requireRight } from '../http/access-rule.ts';
import { errorAnswers } from '../http/errors.ts';
import type { PlanRoutesOptions } from '../plans/plan-routes.ts';
import type { DraftSource, OpenDraftSource } from './draft-source.ts';

const tags = ['Documents'];
const HISTORY_PAGE = 50;
const params = z.object({ kind: documentKind });
const sectionParams = params.extend({ sectionId });
/** The whole Département by default. */
const querystring = z.object({ territory: documentPlace.optional() });

export interface DraftRoutesOptions extends PlanRoutesOptions {
  openDraftSource: OpenDraftSource;
}

/** Documents and what the staff write in them: the texts of what is decided are read by all, written by whoever leads the scheme. */
export const draftRoutes =
  (options: DraftRoutesOptions): FastifyPluginAsyncZod =>
  async (app) => {
    const { store, currentScheme, nameAuthors } = options;

    /** What this reader may read of, in a document that they may read. */
    async function open(actor: Actor, kind: DocumentKind, territory: string | undefined) {
      const { schemeId } = await currentScheme();
      if (!isPublicDocument(kind)) requireRight(actor, 'plan.readDrafts', { schemeId });
      const source = await options.openDraftSource(can(actor, 'plan.readDrafts', { schemeId }));
      const [placeKind = '', code = ''] = (territory ?? `departement:${source.departementCode}`).split(':');
      const place = source.getTerritory({ kind: placeKind, code });
      const key = { schemeId, documentKind: kind, territoryKind: place.kind, territoryCode: place.code };
      return { schemeId, source, place, key };
    }

    app.get(
      '/api/drafts',
      {
        config: { rule: 'public', cache: 'no-store' },
        schema: {
          tags,
          summary: 'Ce que les agents ont écrit dans chaque document, et ce qui y est à revoir',
          response: { 200: draftsView, ...errorAnswers },
        },
      },
      async ({ actor }) => {
        const { schemeId } = await currentScheme();
        const seesDrafts = can(actor, 'plan.readDrafts', { schemeId });
        const { book } = await options.openDraftSource(seesDrafts);
        const written = Map.groupBy(await listWrittenSections(store, schemeId), (section) => section.documentKind);
        return {
          ...{ runId: book.runId, canWrite: can(actor, 'draft.write', { schemeId }) },
          documents: DOCUMENT_KINDS.map((kind) => {
            if (!seesDrafts && !isPublicDocument(kind)) return { kind, writtenCount: null, toReviewCount: null, lastSavedAt: null };
            const sections = written.get(kind) ?? [];
            const toReview = sections.map(({ text, written: read }) => listParagraphsToReview(text ?? '', book, read).length);
            return {
              ...{ kind, writtenCount: sections.length, toReviewCount: toReview.reduce((sum, count) => sum + count, 0) },
              lastSavedAt:
                sections
                  .map(({ savedAt }) => savedAt)
                  .toSorted()
                  .at(-1) ?? null,
            };
          }),
        };
      },
    );

    app.get(
      '/api/drafts/:kind',
      {
        config: { rule: 'public', cache: 'no-store' },
        schema: {
          tags,
          summary: 'Les sections d’un document : premier jet automatique, texte des agents, chiffres',
          ...{ params, querystring, response: { 200: draftView, ...errorAnswers } },
        },
      },
      async ({ actor, params: { kind }, query }) => {
        const { schemeId, source, place, key } = await open(actor, kind, query.territory);
        const stored = new Map((await listSections(store, key)).map((section) => [section.sectionId, section]));
        const canWrite = can(actor, 'draft.write', { schemeId });
        // Who wrote is told to those who write.
        const names = canWrite ? await nameAuthors([...stored.values()].map(({ authorId }) => authorId)) : new Map<string, string>();
        const sections = source.sections(kind, place).map(({ id, title, automaticText }) => {
          const { text = null, mode = 'replace', version = 0, written = {}, savedAt = null, authorId } = stored.get(id) ?? {};
          return { id, title, automaticText, text, mode, version, written, savedAt, author: names.get(authorId ?? '') ?? null };
        });
        const texts = sections.flatMap(({ automaticText, text }) => (text === null ? [automaticText] : [automaticText, text]));
        return { kind, territory: place, runId: source.book.runId, canWrite, sections, figures: figuresOf(source, texts) };
      },
    );

    app.put(
      '/api/drafts/:kind/sections/:sectionId',
      {
        config: { rule: 'partner', right: 'draft.write', cache: 'no-store' },
        schema: {
          tags,
          summary: 'Enregistrer le texte d’une section par-dessus la version lue (0 : rien n’était écrit)',
          ...{ params: sectionParams, querystring, body: sectionToSave, response: { 200: sectionSaved, ...errorAnswers } },
        },
      },
      async ({ actor, params: { kind, sectionId: id }, query, body: { text, mode, version, reread } }) => {
        requireRight(actor, 'draft.write', await currentScheme());
        const { source, place, key } = await open(actor, kind, query.territory);
        requireSection(source, kind, place, id);
        const writing = { authorId: actor.kind === 'person' ? actor.id : 'poste', now: options.now() };
        const readWritten = (before: Parameters<typeof keepReadings>[0]['before']) =>
          keepReadings({ text, book: source.book, before, reread });
        try {
          const saved = await saveSection(store, writing, { ...key, sectionId: id }, { text, mode, readWritten }, version);
          return { ...saved, figures: figuresOf(source, text === null ? [] : [text]) };
        } catch (error) {
          if (!(error instanceof DomainError) || error.code !== 'edit-conflict') throw error;
          const { authorId, ...details } = error.details;
          const names = await nameAuthors(typeof authorId === 'string' ? [authorId] : []);
          throw new DomainError('edit-conflict', error.message, { ...details, author: names.get(String(authorId)) ?? null });
        }
      },
    );

    app.get(
      '/api/drafts/:kind/sections/:sectionId/history',
      {
        config: { rule: 'partner', right: 'draft.write', cache: 'no-store' },
        schema: {
          tags,
          summary: 'Qui a écrit quoi dans une section, le plus récent d’abord',
          ...{ params: sectionParams, querystring, response: { 200: z.array(sectionHistoryEntry), ...errorAnswers } },
        },
      },
      async ({ actor, params: { kind, sectionId: id }, query }) => {
        requireRight(actor, 'draft.write', await currentScheme());
        const { key } = await open(actor, kind, query.territory);
        const entries = await listSectionHistory(store, { ...key, sectionId: id } satisfies SectionKey, HISTORY_PAGE);
        const names = await nameAuthors(entries.map(({ authorId }) => authorId));
        return entries.map(({ authorId, ...entry }) => ({ ...entry, author: names.get(authorId) ?? 'compte supprimé' }));
      },
    );
  };

function requireSection(source: DraftSource, kind: DocumentKind, place: ReturnType<DraftSource['getTerritory']>, id: string): void {
  if (source.sections(kind, place).some((section) => section.id === id)) return;
  throw new DomainError(
    'file-not-found',
    `Ce document n’a pas de section « ${id} ». Rouvrez la page : ses sections suivent le dernier calcul.`,
  );
}

/** Each figure that the texts name and the run has, once. */
function figuresOf({ book }: DraftSource, texts: readonly string[]): DocumentFigure[] {
  const references = new Set(texts.flatMap((text) => Object.keys(listWrittenFigures(text, book))));
  return [...references].flatMap((reference) => book.find(reference) ?? []);
}
