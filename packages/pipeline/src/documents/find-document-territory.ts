import type { DocumentKind } from '@maillage/domain/documents/document.ts';
import { DOCUMENT_LABELS } from '@maillage/domain/documents/document.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import type { IndexedRun } from '../views/run-rows.ts';
import { findPlace } from './figures/figure-context.ts';

/** Documents that may be about a part of the Département. */
export const LOCAL_KINDS: readonly DocumentKind[] = ['portrait', 'consultation'];
const TERRITORY_KINDS = ['departement', 'epci', 'arrondissement', 'canton', 'commune', 'qpv'] as const;

/**
 * The territory of « 200069037 », « 62041 » or « canton:6201 ». Throws `usage` for a document that has none, a code that the run does not
 * know, or one that several sorts of territory bear: the message then gives the words to tell them apart.
 */
export function findDocumentTerritory(run: IndexedRun, kind: DocumentKind, asked: string): { kind: string; code: string } {
  const facts = { run, plan: null, chapters: {} } as Parameters<typeof findPlace>[0]; // places need nothing else of the facts
  const [before, after] = asked.includes(':') ? asked.split(':', 2) : [null, asked];
  const kinds = TERRITORY_KINDS.filter((one) => before === null || one === before);
  const found = kinds.filter((one) => findPlace(facts, one, after ?? '') !== undefined);
  const [first] = found;
  if (first === undefined)
    throw new DomainError(
      'territory-not-found',
      `Le territoire « ${asked} » n’est pas dans ce calcul. Donnez un code INSEE de commune, un SIREN d’intercommunalité, un code de canton, d’arrondissement ou de quartier.`,
      { territory: asked },
    );
  if (found.length > 1)
    throw new DomainError(
      'usage',
      `Le code « ${asked} » désigne plusieurs territoires : écrivez ${found.map((one) => `« ${one}:${asked} »`).join(' ou ')}.`,
      { territory: asked },
    );
  if (first !== 'departement' && !LOCAL_KINDS.includes(kind))
    throw new DomainError(
      'usage',
      `Le document « ${DOCUMENT_LABELS[kind]} » porte sur tout le Département : retirez le territoire, ou demandez un portrait ou un dossier de consultation.`,
      { territory: asked },
    );
  return { kind: first, code: after ?? '' };
}
