/** What the API says of documents: which there are, how one is asked for, what moved from one edition to the next. */
import { z } from 'zod';
import { jobView } from '../jobs/job.ts';
import { DOCUMENT_FORMATS, DOCUMENT_KINDS, documentFigure } from './document.ts';

export const documentKind = z.enum(DOCUMENT_KINDS);
export const documentFormat = z.enum(DOCUMENT_FORMATS);
/** « 200069037 », « 62041 », « canton:6201 ». */
export const territoryText = z.string().regex(/^(?:[a-z]+:)?[0-9A-Za-z]{1,12}$/, 'un code, par exemple 62041 ou epci:200069037');

export const documentListItem = z.object({
  kind: documentKind,
  label: z.string(),
  formats: z.array(documentFormat),
  /** Whether a territory may be asked for. */
  isLocal: z.boolean(),
  /** Whether it reads the plan: what is not decided is only in the edition of those who may read it. */
  readsPlan: z.boolean(),
});
export type DocumentListItem = z.infer<typeof documentListItem>;

export const documentRequest = z.strictObject({ kind: documentKind, format: documentFormat, territory: territoryText.nullish() });

/** The name of an edition: what it is made from, in one fingerprint. The same inputs, the same name, the same bytes. */
export const documentKey = z.string().regex(/^[pd][0-9a-f]{64}$/);
/** `job` is null when the edition was already made. */
export const askedDocument = z.object({ key: documentKey, job: jobView.nullable(), fileUrl: z.string(), figuresUrl: z.string() });
export type AskedDocument = z.infer<typeof askedDocument>;

export const documentChanges = z.object({
  fromRunId: z.string(),
  toRunId: z.string(),
  /** Null where the paragraph is only in the other edition. */
  paragraphs: z.array(
    z.object({ sectionId: z.string(), section: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
  figures: z.array(
    z.object({ id: z.string(), label: z.string(), territory: z.string().nullable(), before: z.string(), after: z.string() }),
  ),
  maps: z.array(
    z.object({
      mapId: z.string(),
      title: z.string(),
      headlineBefore: z.string(),
      headlineAfter: z.string(),
      /** Lines of the legend whose count of communes moved. */
      classes: z.array(z.object({ label: z.string(), before: z.string(), after: z.string() })),
      /** Communes that are no longer in the same class. */
      movedCommuneCount: z.number().int(),
      /** The drawing of what moved; null where the atlas has none. */
      evolutionUrl: z.string().nullable(),
    }),
  ),
});
export type DocumentChanges = z.infer<typeof documentChanges>;
export const foundFigures = z.array(documentFigure);
