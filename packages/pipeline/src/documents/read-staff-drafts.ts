import type { DocumentKind } from '@maillage/domain/documents/document.ts';
import { isPublicDocument } from '@maillage/domain/documents/draft.ts';
import { listSections } from '@maillage/store/documents/section-drafts-repo.ts';
import type { Store } from '@maillage/store/store.ts';
import type { StaffDrafts } from './build-document.ts';

/**
 * What the staff wrote in a document, for its edition. What they write of what is not decided (the plan, a consultation) is only in
 * the edition of those who may read it.
 */
export async function readStaffDrafts(
  store: Store,
  told: { schemeId: string; kind: DocumentKind; territory: { kind: string; code: string }; withDrafts: boolean },
): Promise<StaffDrafts> {
  const { schemeId, kind, territory, withDrafts } = told;
  if (!withDrafts && !isPublicDocument(kind)) return {};
  const sections = await listSections(store, {
    ...{ schemeId, documentKind: kind, territoryKind: territory.kind, territoryCode: territory.code },
  });
  return Object.fromEntries(
    sections.flatMap(({ sectionId, text, mode, written }) => (text === null ? [] : [[sectionId, { text, mode, written }]])),
  );
}
