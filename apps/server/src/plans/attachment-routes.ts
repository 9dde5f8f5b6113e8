import { type Actor, can } from '@maillage/domain/accounts/rights.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { formatBytes } from '@maillage/domain/format.ts';
import { type ActionSheet, sheetId } from '@maillage/domain/plans/plan.ts';
import { isPublicSheet } from '@maillage/domain/plans/plan-view.ts';
import { beginsAs, checkDocumentName, MAX_DOCUMENT_BYTES, sheetDocument } from '@maillage/domain/plans/sheet-document.ts';
import { addDocument, findSheetContent, getDocument, listDocuments, removeDocument } from '@maillage/store/plans/documents-repo.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { requireRight } from '../http/access-rule.ts';
import { errorAnswers } from '../http/errors.ts';
import type { PlanRoutesOptions } from './plan-routes.ts';

const tags = ['Plan'];
const params = z.object({ sheetId });
const documentParams = z.object({ sheetId, documentId: z.uuid() });
const FIRST_BYTES = 512;

/** Documents attached to a sheet, for the partners who may read what is discussed. */
export const attachmentRoutes =
  ({ store, currentScheme, nameAuthors, now }: PlanRoutesOptions): FastifyPluginAsyncZod =>
  async (app) => {
    const authorOf = (actor: Actor) => (actor.kind === 'person' ? actor.id : 'poste');

    /** What the rights are about. A draft of others is « not there », as everywhere. */
    async function getTarget(actor: Actor, id: string): Promise<{ schemeId: string; sheet: ActionSheet }> {
      const { schemeId } = await currentScheme();
      const sheet = await findSheetContent(store, schemeId, id);
      if (sheet === undefined || !(isPublicSheet(sheet) || can(actor, 'plan.readDrafts', { schemeId, sheet })))
        throw new DomainError('sheet-not-found', `La fiche ${id} n’est pas dans ce plan.`, { sheetId: id });
      return { schemeId, sheet };
    }

    app.get(
      '/api/plan/sheets/:sheetId/documents',
      {
        config: { rule: 'partner', right: 'document.read', cache: 'no-store' },
        schema: { tags, summary: 'Documents joints à une fiche', params, response: { 200: z.array(sheetDocument), ...errorAnswers } },
      },
      async ({ actor, params: { sheetId: id } }) => {
        const target = await getTarget(actor, id);
        requireRight(actor, 'document.read', target);
        const documents = await listDocuments(store, target.schemeId, id);
        const names = await nameAuthors(documents.map(({ authorId }) => authorId));
        return documents.map(({ authorId, sha256: _, ...document }) => ({
          ...{ ...document, author: names.get(authorId) ?? 'compte effacé' },
          canRemove: can(actor, 'document.remove', target) || (can(actor, 'document.write', target) && authorId === authorOf(actor)),
        }));
      },
    );

    app.post(
      '/api/plan/sheets/:sheetId/documents',
      {
        config: { rule: 'partner', right: 'document.write', cache: 'no-store' },
        schema: {
          tags,
          summary: 'Joindre un document à une fiche (multipart, champ « file »)',
          consumes: ['multipart/form-data'],
          params,
          response: { 200: z.object({ id: z.string() }), ...errorAnswers },
        },
      },
      async (request) => {
        const { actor } = request;
        const target = await getTarget(actor, request.params.sheetId);
        requireRight(actor, 'document.write', target);
        const part = request.isMultipart() ? await request.file() : undefined;
        if (part === undefined) throw new DomainError('usage', 'Aucun fichier n’a été envoyé. Choisissez un fichier, puis recommencez.');
        const { name } = checkDocumentName(part.filename);
        const size = { bytes: 0 };
        const sha256 = await store.files.put(checkContent(part.file, name, size));
        const writing = { schemeId: target.schemeId, authorId: authorOf(actor), now: now() };
        return { id: await addDocument(store, writing, { sheetId: target.sheet.id, name, sizeBytes: size.bytes, sha256 }) };
      },
    );

    app.get(
      '/api/plan/sheets/:sheetId/documents/:documentId',
      {
        config: { rule: 'partner', right: 'document.read', cache: 'no-store' },
        schema: {
          tags,
          summary: 'Télécharger un document joint',
          params: documentParams,
          response: { 200: z.unknown().describe('Le fichier'), ...errorAnswers },
        },
      },
      async ({ actor, params: { sheetId: id, documentId } }, reply) => {
        const target = await getTarget(actor, id);
        requireRight(actor, 'document.read', target);
        const { name, sha256 } = await getDocument(store, target.schemeId, id, documentId);
        const bytes = await store.files.get(sha256);
        return reply
          .type(checkDocumentName(name).type)
          .header('content-disposition', attachmentNamed(name))
          .header('content-security-policy', "sandbox; default-src 'none'; frame-ancestors 'none'")
          .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      },
    );

    app.delete(
      '/api/plan/sheets/:sheetId/documents/:documentId',
      {
        config: { rule: 'partner', right: 'document.write', cache: 'no-store' },
        schema: { tags, summary: 'Retirer un document joint', params: documentParams, response: { 200: z.object({}), ...errorAnswers } },
      },
      async ({ actor, params: { sheetId: id, documentId } }) => {
        const target = await getTarget(actor, id);
        requireRight(actor, 'document.write', target);
        const { authorId } = await getDocument(store, target.schemeId, id, documentId);
        // One’s own, or anybody’s for who leads the sheet.
        if (authorId !== authorOf(actor)) requireRight(actor, 'document.remove', target);
        await removeDocument(store, { schemeId: target.schemeId, authorId: authorOf(actor), now: now() }, id, documentId);
        return {};
      },
    );
  };

/** The bytes as they come, refused as soon as they are too many or not those of such a document: nothing is then kept. */
async function* checkContent(content: AsyncIterable<Uint8Array>, name: string, size: { bytes: number }): AsyncGenerator<Uint8Array> {
  for await (const chunk of content) {
    if (size.bytes === 0 && !beginsAs(name, chunk.subarray(0, FIRST_BYTES)))
      throw new DomainError('file-not-recognised', 'Le contenu de ce fichier n’est pas celui que son nom annonce. Rien n’a été gardé.');
    size.bytes += chunk.byteLength;
    if (size.bytes > MAX_DOCUMENT_BYTES)
      throw new DomainError('file-too-large', `Ce document dépasse ${formatBytes(MAX_DOCUMENT_BYTES)}. Rien n’a été gardé.`);
    yield chunk;
  }
  if (size.bytes === 0) throw new DomainError('file-unreadable', 'Ce fichier est vide. Rien n’a été gardé.');
}

/** Always downloaded, never shown: for old readers in plain letters, for others as it is (RFC 6266). */
function attachmentNamed(name: string): string {
  const plain = name.normalize('NFD').replace(/[^\w. ()-]/g, '');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)}`;
}
