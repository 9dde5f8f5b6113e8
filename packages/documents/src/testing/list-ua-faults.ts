import type { PdfDictionary, PdfObjects, PdfValue } from './pdf-objects.ts';

/** Roles of PDF 1.7 that need no mapping (ISO 32000-1, 14.8.4). */
const STANDARD_ROLES = new Set(
  `Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD
  THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form`.split(/\s+/),
);
/** What may stand in a list, a table or a table of contents (Matterhorn 1.02, checkpoint 09). */
const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  Table: ['TR', 'THead', 'TBody', 'TFoot', 'Caption'],
  THead: ['TR'],
  TBody: ['TR'],
  TFoot: ['TR'],
  TR: ['TH', 'TD'],
  L: ['L', 'LI', 'Caption'],
  LI: ['Lbl', 'LBody'],
  TOC: ['TOC', 'TOCI', 'Caption'],
};
const PARENTS: Readonly<Record<string, readonly string[]>> = {
  TR: ['Table', 'THead', 'TBody', 'TFoot'],
  TH: ['TR'],
  TD: ['TR'],
  LI: ['L'],
  LBody: ['LI'],
  TOCI: ['TOC'],
};

/**
 * Breaches of PDF/UA-1 that a machine can tell, in words with the number of the failure condition in the Matterhorn Protocol 1.02:
 * metadata, language, roles, lists and tables, alternative texts, headings, links, fonts. That the words are in the right order and the
 * alternatives true is for other tests and for the eye. An empty list is a file without known fault.
 */
export function listUaFaults(pdf: PdfObjects): string[] {
  const { root, metadata } = pdf;
  const { dictionaryOf } = createLookup(pdf);
  const marks = dictionaryOf(root['/MarkInfo']);
  const tree = dictionaryOf(root['/StructTreeRoot']);
  const faults = [
    ...faultIf(marks?.['/Marked'] !== true, '06-001 : le fichier ne se dit pas balisé'),
    ...faultIf(marks?.['/Suspects'] === true, '02 : le fichier dit ses balises douteuses'),
    ...faultIf(!/pdfuaid:part(="|>)1/.test(metadata), '06-002 : les métadonnées ne disent pas PDF/UA-1'),
    ...faultIf(!metadata.includes('dc:title'), '06-003 : les métadonnées n’ont pas de titre'),
    ...faultIf(dictionaryOf(root['/ViewerPreferences'])?.['/DisplayDocTitle'] !== true, '07-001 : le titre n’est pas affiché'),
    ...faultIf(!isSaid(root['/Lang']), '11-006 : le document n’a pas de langue'),
    ...faultIf(tree === undefined, '01 : le fichier n’a pas d’arbre de balises'),
    ...listFontFaults(pdf),
    ...listLinkFaults(pdf),
  ];
  return tree === undefined ? faults : [...faults, ...listTagFaults(pdf, tree)];
}

const faultIf = (isFault: boolean, said: string): string[] => (isFault ? [said] : []);
const isSaid = (text: PdfValue | undefined): text is string => typeof text === 'string' && text.replace(/^u:/, '').trim() !== '';
const isDictionary = (value: PdfValue | undefined): value is PdfDictionary =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function createLookup({ objects }: PdfObjects) {
  const follow = (value: PdfValue | undefined): PdfValue | undefined =>
    typeof value === 'string' && / \d+ R$/.test(value) ? objects.get(value) : value;
  const dictionaryOf = (value: PdfValue | undefined): PdfDictionary | undefined => {
    const found = follow(value);
    return isDictionary(found) ? found : undefined;
  };
  const listOf = (value: PdfValue | undefined): PdfValue[] => {
    const found = follow(value);
    return found === undefined || found === null ? [] : Array.isArray(found) ? found : [value!];
  };
  const dictionariesOf = (value: PdfValue | undefined): PdfDictionary[] =>
    listOf(value)
      .map(dictionaryOf)
      .filter((found) => found !== undefined);
  return { dictionaryOf, dictionariesOf };
}

function listFontFaults(pdf: PdfObjects): string[] {
  const { dictionaryOf, dictionariesOf } = createLookup(pdf);
  return [...pdf.objects.values()].flatMap((font) => {
    if (!isDictionary(font) || font['/Type'] !== '/Font' || String(font['/Subtype']).startsWith('/CIDFont')) return [];
    const name = String(font['/BaseFont'] ?? font['/Name'] ?? 'sans nom');
    const holder = dictionariesOf(font['/DescendantFonts'])[0] ?? font;
    const descriptor = dictionaryOf(holder['/FontDescriptor']);
    const isEmbedded =
      font['/Subtype'] === '/Type3' || ['/FontFile', '/FontFile2', '/FontFile3'].some((key) => descriptor?.[key] !== undefined);
    return [
      ...faultIf(!isEmbedded, `31-009 : la police ${name} n’est pas dans le fichier`),
      ...faultIf(font['/ToUnicode'] === undefined, `31-027 : les lettres de ${name} ne se lisent pas en Unicode`),
    ];
  });
}

function listLinkFaults(pdf: PdfObjects): string[] {
  const { dictionariesOf } = createLookup(pdf);
  const pages = [...pdf.objects.values()].filter((value): value is PdfDictionary => isDictionary(value) && value['/Type'] === '/Page');
  return pages.flatMap((page) => {
    const links = dictionariesOf(page['/Annots']);
    return [
      ...faultIf(links.length > 0 && page['/Tabs'] !== '/S', '28-008 : les liens d’une page ne se parcourent pas dans l’ordre des balises'),
      ...links.flatMap((link) => [
        ...faultIf(link['/StructParent'] === undefined, '28-011 : un lien n’est pas balisé'),
        ...faultIf(!isSaid(link['/Contents']), '28-012 : un lien n’a pas de texte de remplacement'),
      ]),
    ];
  });
}

interface Tag {
  role: string;
  element: PdfDictionary;
  children: Tag[];
}

function listTagFaults(pdf: PdfObjects, tree: PdfDictionary): string[] {
  const { dictionaryOf, dictionariesOf } = createLookup(pdf);
  const mapped = dictionaryOf(tree['/RoleMap']) ?? {};
  const roleOf = (element: PdfDictionary): string => {
    let role = String(element['/S']);
    // A chain longer than the map is a circle.
    for (let step = 0; step < Object.keys(mapped).length && !STANDARD_ROLES.has(role.slice(1)); step++) role = String(mapped[role] ?? role);
    return role.slice(1);
  };
  const childrenOf = (element: PdfDictionary): Tag[] =>
    dictionariesOf(element['/K'])
      .filter((kid) => kid['/S'] !== undefined)
      .map((kid) => ({ role: roleOf(kid), element: kid, children: childrenOf(kid) }));
  const attributesOf = ({ element }: Tag) => dictionariesOf(element['/A']);
  const faults: string[] = [];
  let level = 0;
  const visit = (tag: Tag, parent: Tag | null) => {
    const { role, element, children } = tag;
    if (!STANDARD_ROLES.has(role)) faults.push(`02-001 : le rôle ${role} ne veut rien dire`);
    const [allowed, under] = [CHILDREN[role], PARENTS[role]];
    for (const child of children)
      if (allowed !== undefined && !allowed.includes(child.role)) faults.push(`09 : ${child.role} n’a pas sa place dans ${role}`);
    if (under !== undefined && !under.includes(parent?.role ?? '')) faults.push(`09 : ${role} est hors de ${under.join(' ou ')}`);
    if (role === 'Figure' && !isSaid(element['/Alt'])) faults.push('13-004 : une figure n’a pas de texte de remplacement');
    if (role === 'TH' && !attributesOf(tag).some((attribute) => attribute['/Scope'] !== undefined))
      faults.push('15-003 : un en-tête de tableau ne dit pas ce qu’il commande');
    if (role === 'Table') faults.push(...listTableFaults(tag, attributesOf));
    const heading = /^H(\d)$/.exec(role);
    if (heading !== null) {
      if (Number(heading[1]) > level + 1) faults.push(`14-003 : un titre de niveau ${heading[1]} suit un titre de niveau ${level}`);
      level = Number(heading[1]);
    }
    for (const child of children) visit(child, tag);
  };
  for (const tag of childrenOf(tree)) visit(tag, null);
  return faults;
}

/** Rows of as many columns, each place taken once (15-005). */
function listTableFaults(table: Tag, attributesOf: (tag: Tag) => PdfDictionary[]): string[] {
  const rows = table.children.flatMap((child) => (child.role === 'TR' ? [child] : child.children.filter(({ role }) => role === 'TR')));
  const spanOf = (cell: Tag, name: string) => attributesOf(cell).reduce((span, attribute) => Number(attribute[name] ?? span), 1);
  const widths = rows.map(({ children }) => children.reduce((sum, cell) => sum + spanOf(cell, '/ColSpan'), 0));
  for (const [index, { children }] of rows.entries())
    for (const cell of children)
      for (let below = 1; below < spanOf(cell, '/RowSpan'); below++)
        if (widths[index + below] !== undefined) widths[index + below]! += spanOf(cell, '/ColSpan');
  return faultIf(new Set(widths).size > 1, `15-005 : les rangs d’un tableau ont ${[...new Set(widths)].join(' ou ')} cases`);
}
