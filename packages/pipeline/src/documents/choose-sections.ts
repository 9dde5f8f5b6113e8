import { DOCUMENT_LABELS, type DocumentKind } from '@maillage/domain/documents/document.ts';
import { accessSections } from './sections/access.ts';
import { changesSection, limitsSection, sourcesSection, territoriesSections } from './sections/annexes.ts';
import { greySection, themeSections } from './sections/grey.ts';
import { needSections, prioritiesSection, quartersSection, surveySection, typologySection } from './sections/needs.ts';
import { centresSection, offerSection } from './sections/offer.ts';
import { essentialSection, territorySection } from './sections/overview.ts';
import type { Kit, Section } from './sections/section.ts';

export interface DocumentSubject {
  kind: string;
  code: string;
  name: string;
}
export interface ChosenSections {
  title: string;
  subtitle: string;
  /** Whether the document takes something from the plan or from the procedure. */
  readsPlan: boolean;
  sections: Section[];
}

/** The sections of each kind of document, in their order. */
export function chooseSections(kind: DocumentKind, kit: Kit, subject: DocumentSubject): ChosenSections {
  const title = DOCUMENT_LABELS[kind];
  void subject;
  return { title, subtitle: 'Accès aux services au public', readsPlan: false, sections: diagnosticSections(kit) };
}

function diagnosticSections(kit: Kit): Section[] {
  const prefix = 'diagnostic';
  return [
    essentialSection(kit, prefix),
    territorySection(kit, prefix),
    offerSection(kit, prefix),
    ...accessSections(kit, prefix),
    centresSection(kit, prefix),
    greySection(kit, prefix),
    ...themeSections(kit, prefix),
    ...needSections(kit, prefix),
    prioritiesSection(kit, prefix),
    typologySection(kit, prefix),
    quartersSection(kit, prefix),
    surveySection(kit, prefix),
    ...territoriesSections(kit, prefix),
    ...changesSection(kit, prefix),
    limitsSection(kit, prefix),
    sourcesSection(kit, prefix),
  ];
}
