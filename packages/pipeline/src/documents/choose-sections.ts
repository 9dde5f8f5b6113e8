import { DOCUMENT_LABELS, type DocumentKind } from '@maillage/domain/documents/document.ts';
import { ofName } from '@maillage/domain/french-names.ts';
import type { ActionSheet } from '@maillage/domain/plans/plan.ts';
import { named } from './prose-inlines.ts';
import { accessSections } from './sections/access.ts';
import { changesSection, limitsSection, sourcesSection, territoriesSections } from './sections/annexes.ts';
import { atlasSections } from './sections/atlas.ts';
import { greySection, themeSections } from './sections/grey.ts';
import { lessonsSection } from './sections/lessons.ts';
import { needSections, prioritiesSection, quartersSection, surveySection, typologySection } from './sections/needs.ts';
import { centresSection, offerSection } from './sections/offer.ts';
import { essentialSection, territorySection } from './sections/overview.ts';
import { axisSections, planOverviewSection, sheetTitle } from './sections/plan.ts';
import { sheetSection } from './sections/plan-sheet.ts';
import { portraitSections } from './sections/portrait.ts';
import { consultationSection, procedureSections } from './sections/procedure.ts';
import { reviewSections } from './sections/review.ts';
import { focusOf, type Kit, mapOf, type Section, tableOf } from './sections/section.ts';

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
  const subtitle = 'Accès aux services au public';
  switch (kind) {
    case 'diagnostic':
      return { title, subtitle, readsPlan: false, sections: diagnosticSections(kit) };
    case 'atlas':
      return { title, subtitle, readsPlan: false, sections: atlasSections(kit) };
    case 'synthese':
      return { title, subtitle: 'Le diagnostic et le programme d’actions', readsPlan: true, sections: synthesisSections(kit) };
    case 'plan':
      return { title, subtitle: kit.facts.plan?.plan.title || subtitle, readsPlan: true, sections: planSections(kit) };
    case 'bilan':
      return {
        title,
        subtitle: `Programme d’actions, année ${kit.facts.asOf.slice(0, 4)}`,
        readsPlan: true,
        sections: [...reviewSections(kit, 'bilan'), ...changesSection(kit, 'bilan')],
      };
    case 'portrait':
      return { title: subject.name, subtitle: title, readsPlan: false, sections: portraitSections(kit, portraitId(subject), subject) };
    case 'consultation':
      return {
        title,
        subtitle: subject.kind === 'departement' ? subtitle : `Pour l’avis ${ofName(subject.name)}`,
        readsPlan: true,
        sections: consultationSections(kit, subject),
      };
  }
}

/** What the staff wrote of one territory is not said of another. */
const portraitId = ({ kind, code }: DocumentSubject) => `portrait.${kind}.${code}`;

function diagnosticSections(kit: Kit): Section[] {
  const prefix = 'diagnostic';
  return [
    essentialSection(kit, prefix),
    lessonsSection(kit, prefix),
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

/** A chapter and its map have a page. */
const SYNTHESIS_MAPS: Readonly<Record<string, readonly string[]>> = {
  'synthese.acces': ['temps-proximite'],
  'synthese.poles': ['poles'],
  'synthese.zones-grises': ['zones-grises-proximite'],
  'synthese.besoins': ['besoin-social', 'besoin-age'],
  'synthese.priorites': ['proximite-et-precarite'],
};

/** The diagnosis told short: its words, its maps that matter, one table of territories; then the programme. */
function synthesisSections(kit: Kit): Section[] {
  const prefix = 'synthese';
  const short = (section: Section): Section => {
    const maps = SYNTHESIS_MAPS[section.id];
    const { blocks: _, ...kept } = section;
    return {
      ...kept,
      isApart: false,
      ...(maps === undefined ? {} : { fillsPage: true, blocks: () => maps.flatMap((id) => mapOf(kit, id)) }),
    };
  };
  const [access] = accessSections(kit, prefix);
  const [needs] = needSections(kit, prefix);
  const [territories] = territoriesSections(kit, prefix);
  return [
    essentialSection(kit, prefix),
    short(lessonsSection(kit, prefix)),
    short(territorySection(kit, prefix)),
    // Its map ends the pages of words that come first.
    { ...short(offerSection(kit, prefix)), blocks: () => mapOf(kit, 'nombre-services') },
    short(access!),
    short(centresSection(kit, prefix)),
    short(greySection(kit, prefix)),
    short(needs!),
    short(prioritiesSection(kit, prefix)),
    typologySection(kit, prefix),
    short(quartersSection(kit, prefix)),
    short(surveySection(kit, prefix)),
    { ...territories!, draft: ['Chaque intercommunalité a son portrait complet, dans un document à part.'], isApart: false },
    planOverviewSection(kit, prefix),
    programmeSection(kit, prefix),
    ...changesSection(kit, prefix),
    shortLimits(kit, prefix),
    sourcesSection(kit, prefix),
  ];
}

/** What the figures are worth; what is missing, one by one, is in the diagnosis. */
function shortLimits(kit: Kit, prefix: string): Section {
  const { blocks: _, ...limits } = limitsSection(kit, prefix);
  const general = limits.draft.filter((line) => !line.startsWith('- ') && !line.endsWith(' :'));
  return {
    ...limits,
    isApart: false,
    draft: [...general, 'Ce qui manque à ce calcul, et le choix des fichiers, sont détaillés dans le diagnostic.'],
  };
}

/** Every sheet in one line. */
function programmeSection(kit: Kit, prefix: string): Section {
  const sheets = kit.facts.plan?.plan.actionSheets ?? [];
  return {
    ...{ id: `${prefix}.fiches`, level: 1, title: 'Les fiches actions' },
    draft: [sheets.length === 0 ? 'Aucune fiche n’est encore écrite.' : 'Chaque fiche est décrite en entier dans le programme d’actions.'],
    blocks: () => tableOf(kit, sheetRows(sheets)),
  };
}

const sheetRows = (sheets: readonly ActionSheet[]) => ({
  caption: 'Les fiches actions',
  columns: ['Fiche||left|4', 'Pilote||left|2', 'Budget prévu|€|right|1.2'],
  rows: sheets.map((sheet) => [sheetTitle(sheet), named(sheet.lead ?? 'non renseigné'), `{{sheet.${sheet.id}.budget.planned:bare}}`]),
});

function planSections(kit: Kit): Section[] {
  const prefix = 'plan';
  return [planOverviewSection(kit, prefix), ...axisSections(kit, prefix), ...procedureSections(kit, prefix)];
}

/** What an intercommunality reads before it gives its opinion: its figures, its maps, the sheets that concern it. */
function consultationSections(kit: Kit, subject: DocumentSubject): Section[] {
  const prefix = `consultation.${subject.kind}.${subject.code}`;
  const sheets = (kit.facts.plan?.plan.actionSheets ?? []).filter((sheet) => concerns(kit, sheet, subject));
  const isWhole = subject.kind === 'departement';
  return [
    consultationSection(kit, prefix, subject.kind === 'epci' ? subject.code : null),
    ...portraitSections(kit, prefix, subject),
    {
      ...{ id: `${prefix}.cartes`, level: 1, title: isWhole ? 'Les cartes' : 'Les cartes de votre territoire' },
      draft: [
        isWhole
          ? 'Ces cartes montrent tout le Département, pour situer chaque territoire parmi les autres ; les contours clairs sont ceux des intercommunalités. Celles des temps d’accès et des pôles sont plus haut.'
          : 'Ces cartes sont cadrées sur votre territoire, qu’un trait fort entoure ; les communes voisines du Département y sont plus pâles. Celle des temps d’accès est plus haut.',
      ],
      blocks: () =>
        // What the portrait shows of the whole Département is not shown twice.
        ['zones-grises-proximite', ...(isWhole ? [] : ['poles']), 'proximite-et-precarite'].flatMap((id) =>
          mapOf(kit, id, focusOf(kit, subject)),
        ),
    },
    {
      ...{ id: `${prefix}.fiches`, level: 1, title: isWhole ? 'Les fiches du programme' : 'Les fiches qui vous concernent' },
      draft: [
        sheets.length === 0
          ? 'Aucune fiche du programme ne nomme encore ce territoire. Les fiches qui portent sur tout le Département vous concernent aussi : elles apparaîtront ici dès qu’elles seront écrites.'
          : 'Une fiche vous concerne quand elle porte sur tout le Département, sur votre territoire, ou sur une de ses communes. Chacune est reproduite en entier plus bas.',
      ],
      blocks: () => tableOf(kit, sheetRows(sheets)),
    },
    ...sheets.map((sheet) => ({ ...sheetSection(kit, prefix, sheet), isApart: true })),
    { ...sourcesSection(kit, prefix), isApart: sheets.length > 0 },
  ];
}

function concerns(kit: Kit, { places }: ActionSheet, subject: DocumentSubject): boolean {
  if (subject.kind === 'departement' || places.some(({ kind }) => kind === 'departement')) return true;
  const codes = new Set(kit.book.findPlace(subject.kind, subject.code)?.communes?.map(({ code }) => code));
  const quarters = kit.facts.run.facts.qpvs;
  return places.some(({ kind, code }) => {
    if (kind === subject.kind && code === subject.code) return true;
    if (kind === 'commune' || kind === 'site') return codes.has(code);
    return kind === 'qpv' && (quarters.find((one) => one.code === code)?.communeCodes.some((one) => codes.has(one)) ?? false);
  });
}
