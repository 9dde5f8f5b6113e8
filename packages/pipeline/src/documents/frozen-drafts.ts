import { createHash } from 'node:crypto';
import { DomainError } from '@maillage/domain/errors.ts';
import type { Store } from '@maillage/store/store.ts';
import type { StaffDraft, StaffDrafts } from './build-document.ts';

/**
 * Keeps the texts of the staff as they are now and gives the sha256 of their file: the same texts are kept once. Null when there is none.
 */
export async function freezeDrafts(store: Store, drafts: StaffDrafts): Promise<string | null> {
  const bytes = writeDrafts(drafts);
  return bytes === null ? null : store.files.put(bytes);
}

/** The name that these texts have once frozen, nothing being kept. */
export function nameDrafts(drafts: StaffDrafts): string | null {
  const bytes = writeDrafts(drafts);
  return bytes === null ? null : createHash('sha256').update(bytes).digest('hex');
}

/** In an order of their own, so that the same texts are the same bytes. */
function writeDrafts(drafts: StaffDrafts): Uint8Array | null {
  const sections = Object.entries(drafts).sort(([a], [b]) => (a < b ? -1 : 1));
  if (sections.length === 0) return null;
  const ordered = sections.map(([id, { text, mode, written }]): [string, StaffDraft] => {
    const figures = Object.entries(written).sort(([a], [b]) => (a < b ? -1 : 1));
    return [id, { text, mode, written: Object.fromEntries(figures) }];
  });
  return new TextEncoder().encode(JSON.stringify(Object.fromEntries(ordered)));
}

/** The texts that were frozen under this name. Throws `data-missing` when their file is lost or damaged. */
export async function readFrozenDrafts(store: Store, draftsSha256: string | null): Promise<StaffDrafts> {
  if (draftsSha256 === null) return {};
  const bytes = await store.files.get(draftsSha256).catch((error: unknown) => {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError(
      'data-missing',
      `Les textes des agents gardés pour ce document (empreinte ${draftsSha256.slice(0, 12)}…) manquent ou sont abîmés : il n’a pas été ` +
        'fait. Demandez-le de nouveau sur la page « Documents » : il sera fait avec les textes d’aujourd’hui.',
      { draftsSha256 },
    );
  });
  // Only `freezeDrafts` writes such a file, and its name is the sha256 of what it wrote.
  return JSON.parse(new TextDecoder().decode(bytes)) as StaffDrafts;
}
