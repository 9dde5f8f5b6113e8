/** What the drafting page reads and writes: the staff's own words, section by section, beside the automatic draft. */
import { z } from 'zod';
import { type DocumentKind, documentFigure } from './document.ts';
import { documentKind } from './document-view.ts';

/** A section of a document, the same from one run to the next: `diagnostic.essentiel`. */
export const sectionId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.:_-]{0,119}$/, 'un identifiant de section');
/** `departement:62`, `epci:200069037`, as an address names it. */
export const documentPlace = z.string().regex(/^[a-z]{1,20}:[0-9A-Za-z]{1,20}$/, 'un territoire : epci:200069037');
export const MAX_SECTION_LENGTH = 30_000;

/** What each document is, in the words of the list. */
export const DOCUMENT_PURPOSES: Readonly<Record<DocumentKind, string>> = {
  diagnostic: 'L’état des lieux, thème par thème et territoire par territoire, avec ses limites et ses méthodes.',
  atlas: 'Toutes les cartes déclarées, en A3, avec leur index et leurs sources.',
  synthese: 'L’essentiel du diagnostic, en une vingtaine de pages.',
  plan: 'Les axes du schéma et ses fiches actions.',
  bilan: 'Ce qui a été fait dans l’année, et ce que les chiffres en disent.',
  portrait: 'Un territoire en deux pages.',
  consultation: 'Ce qu’une intercommunalité lit avant de donner son avis.',
};

/** Documents that hold what is not decided yet: their texts are read by partners only. */
const PARTNER_KINDS: readonly DocumentKind[] = ['plan', 'consultation'];
export const isPublicDocument = (kind: DocumentKind): boolean => !PARTNER_KINDS.includes(kind);

/** Where the staff's words go: in the place of the automatic draft, or after it. */
export const DRAFT_MODES = ['replace', 'follow'] as const;
export type DraftMode = (typeof DRAFT_MODES)[number];
export const DRAFT_MODE_LABELS: Readonly<Record<DraftMode, string>> = {
  replace: 'à la place du texte automatique',
  follow: 'à la suite du texte automatique',
};

export const writtenFigures = z.record(z.string(), z.object({ text: z.string(), runId: z.string() }));

export const staffSection = z.object({
  id: sectionId,
  title: z.string(),
  /** Prose (see `prose.ts`), paragraphs apart by an empty line. */
  automaticText: z.string(),
  /** What the staff wrote; null while the automatic draft is printed. */
  text: z.string().nullable(),
  mode: z.enum(DRAFT_MODES),
  /** 0 when nothing was ever written. */
  version: z.number().int(),
  author: z.string().nullable(),
  savedAt: z.string().nullable(),
  /** Each figure of `text` as its author last read it. */
  written: writtenFigures,
});
export type StaffSection = z.infer<typeof staffSection>;

export const draftView = z.object({
  kind: documentKind,
  territory: z.object({ kind: z.string(), code: z.string(), name: z.string() }),
  runId: z.string(),
  canWrite: z.boolean(),
  sections: z.array(staffSection),
  /** Every figure that the texts name and the run has. */
  figures: z.array(documentFigure),
});
export type DraftView = z.infer<typeof draftView>;

/** `version` is the one that was read; `text` null goes back to the automatic draft. */
export const sectionToSave = z.strictObject({
  text: z.string().max(MAX_SECTION_LENGTH, 'Une section tient en 30 000 caractères.').nullable(),
  mode: z.enum(DRAFT_MODES),
  version: z.number().int().min(0),
  /** Figures that the author read again and agrees with, as they are now. Those of the text that are not named keep their first reading. */
  reread: z.array(z.string()).max(1000),
});
export const sectionSaved = staffSection.pick({ version: true, written: true }).extend({
  /** Those that the saved text names. */
  figures: z.array(documentFigure),
});
export type SectionSaved = z.infer<typeof sectionSaved>;

export const draftState = z.object({
  kind: documentKind,
  /** Sections that the staff wrote, over all territories; null for whoever may not read them. */
  writtenCount: z.number().int().nullable(),
  /** Paragraphs to read again before the document is signed. */
  toReviewCount: z.number().int().nullable(),
  lastSavedAt: z.string().nullable(),
});
export const draftsView = z.object({ runId: z.string(), canWrite: z.boolean(), documents: z.array(draftState) });
export type DraftsView = z.infer<typeof draftsView>;

export const sectionHistoryEntry = z.object({
  version: z.number().int(),
  author: z.string(),
  at: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});

/** Paragraphs of a text: an empty line parts them. */
export const splitParagraphs = (text: string): string[] =>
  text
    .split(/\n[ \t]*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
