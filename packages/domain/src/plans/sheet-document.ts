/** Documents attached to a sheet: what may be, and what is told of them. */
import { z } from 'zod';
import { DomainError } from '../errors.ts';
import { sheetId } from './plan.ts';

export const MAX_DOCUMENT_BYTES = 25_000_000;
export const MAX_DOCUMENTS_BY_SHEET = 50;
const MAX_NAME_CHARACTERS = 150;

/** How the bytes of each kind begin; a text holds no zero byte. */
const BEGINNINGS = {
  pdf: [0x25, 0x50, 0x44, 0x46, 0x2d],
  zip: [0x50, 0x4b, 0x03, 0x04],
  png: [0x89, 0x50, 0x4e, 0x47],
  jpeg: [0xff, 0xd8, 0xff],
};
/** Kinds of documents that may be attached: no page nor drawing that a browser runs, no program, no archive. */
const KINDS = {
  pdf: { type: 'application/pdf', begins: 'pdf' },
  docx: { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', begins: 'zip' },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', begins: 'zip' },
  pptx: { type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation', begins: 'zip' },
  odt: { type: 'application/vnd.oasis.opendocument.text', begins: 'zip' },
  ods: { type: 'application/vnd.oasis.opendocument.spreadsheet', begins: 'zip' },
  odp: { type: 'application/vnd.oasis.opendocument.presentation', begins: 'zip' },
  png: { type: 'image/png', begins: 'png' },
  jpg: { type: 'image/jpeg', begins: 'jpeg' },
  jpeg: { type: 'image/jpeg', begins: 'jpeg' },
  csv: { type: 'text/csv; charset=utf-8', begins: null },
  txt: { type: 'text/plain; charset=utf-8', begins: null },
} as const satisfies Record<string, { type: string; begins: keyof typeof BEGINNINGS | null }>;
type DocumentKind = keyof typeof KINDS;
export const DOCUMENT_ENDINGS = Object.keys(KINDS).map((kind) => `.${kind}`);

export const sheetDocument = z.object({
  id: z.string(),
  sheetId,
  name: z.string(),
  sizeBytes: z.number().int(),
  author: z.string(),
  at: z.string(),
  /** The reader may remove it. */
  canRemove: z.boolean(),
});
export type SheetDocument = z.infer<typeof sheetDocument>;

/**
 * The name under which a document is kept, and its type: the last part of the name sent, without what hides (folders, control
 * characters, marks that turn a text around). Throws `file-not-recognised` for a kind that is not attached.
 */
export function checkDocumentName(sentName: string): { name: string; type: string } {
  const base = sentName.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const cleaned = base
    .replace(/[^\p{L}\p{M}\p{N}._ ()’'+@,-]/gu, '_')
    .replace(/^[. ]+/, '')
    .replace(/[. ]+$/, '');
  const dot = cleaned.lastIndexOf('.');
  const kind = cleaned.slice(dot + 1).toLowerCase();
  if (dot < 1 || !isKind(kind))
    throw new DomainError(
      'file-not-recognised',
      `Ce type de document ne se joint pas. Joignez un fichier ${DOCUMENT_ENDINGS.join(', ')}. Rien n’a été gardé.`,
    );
  return { name: `${[...cleaned.slice(0, dot)].slice(0, MAX_NAME_CHARACTERS).join('')}.${kind}`, type: KINDS[kind].type };
}

/** Whether the first bytes are those of such a document: a program or a page under another name is not. */
export function beginsAs(name: string, bytes: Uint8Array): boolean {
  const kind = name.slice(name.lastIndexOf('.') + 1);
  if (!isKind(kind)) return false;
  const { begins } = KINDS[kind];
  return begins === null ? !bytes.includes(0) : BEGINNINGS[begins].every((byte, position) => bytes[position] === byte);
}

const isKind = (text: string): text is DocumentKind => Object.hasOwn(KINDS, text);
