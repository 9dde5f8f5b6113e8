import {
  AlignmentType,
  BorderStyle,
  BuilderElement,
  type IStylesOptions,
  LevelFormat,
  LineRuleType,
  type ParagraphChild,
  type XmlComponent,
} from 'docx';

/** What a Word file of ours looks like, in its styles only: who changes one changes the whole document. */
export const SANS = 'Atkinson Hyperlegible Next';
export const SERIF = 'Source Serif 4';
export const COLOURS = {
  ...{ ink: '14232B', soft: '46565E', accent: '0B5A62', wash: 'E0EFEE', line: 'B9C3C2', sunk: 'F0F2EF' },
  ...{ warning: '7A4B00', warningWash: 'FDF0D5', bar: '0B5A62', reference: '7B8A90' },
} as const;
export const LANGUAGE = 'fr-FR';

/** Names that Word knows are written in English in the file: it shows them in the language of the reader (« Titre 1 », « Légende »). */
export const STYLES = {
  ...{ body: 'BodyText', table: 'Tableau', tableHeader: 'EnTeteDeTableau', callout: 'Encadre', calloutTitle: 'EncadreTitre' },
  ...{ warning: 'EncadreAlerte', warningTitle: 'EncadreAlerteTitre', review: 'ARevoir', figure: 'Chiffre', reference: 'Reference' },
  ...{ quoted: 'Cite', caption: 'Caption', lead: 'Constat', source: 'Source', keyFigure: 'ChiffreCle', keyLabel: 'ChiffreCleLibelle' },
  ...{
    picture: 'Carte',
    mark: 'Mention',
    gap: 'Intervalle',
    tableGrid: 'TableauMaillage',
    keyGrid: 'ChiffresARetenir',
    contentsTitle: 'TitreSommaire',
    link: 'Hyperlink',
  },
} as const;

const box = (colour: string, fill: string) => ({
  border: { left: { style: BorderStyle.SINGLE, size: 24, space: 8, color: colour } },
  shading: { fill },
  indent: { left: 200, right: 120 },
});
const heading = (size: number, before: number, after: number, color: string) => ({
  run: { font: SANS, size, bold: true, color, italics: false },
  paragraph: { spacing: { before, after }, keepNext: true, keepLines: true },
});

const PAGE_STYLES: IStylesOptions = {
  default: {
    document: {
      run: { font: SERIF, size: 21, color: COLOURS.ink, language: { value: LANGUAGE, eastAsia: LANGUAGE, bidirectional: LANGUAGE } },
      paragraph: { spacing: { after: 100, line: 259, lineRule: LineRuleType.AUTO } },
    },
    title: { run: { font: SANS, size: 56, bold: true, color: COLOURS.accent }, paragraph: { spacing: { before: 600, after: 160 } } },
    heading1: heading(36, 480, 160, COLOURS.accent),
    heading2: heading(28, 360, 120, COLOURS.accent),
    heading3: heading(24, 280, 100, COLOURS.ink),
    heading4: heading(22, 240, 80, COLOURS.soft),
    caption: {
      run: { font: SANS, size: 20, bold: true, italics: false, color: COLOURS.ink },
      paragraph: { spacing: { before: 140, after: 50 }, keepNext: true, keepLines: true },
    },
    hyperlink: { run: { color: COLOURS.accent, underline: {} } },
  },
  paragraphStyles: [
    { id: STYLES.body, name: 'Body Text', basedOn: 'Normal', quickFormat: true },
    {
      ...{ id: 'Subtitle', name: 'Subtitle', basedOn: 'Normal', next: STYLES.body, quickFormat: true },
      ...{ run: { font: SANS, size: 28, color: COLOURS.soft }, paragraph: { spacing: { after: 240 } } },
    },
    {
      id: 'TOC1',
      name: 'toc 1',
      basedOn: 'Normal',
      run: { font: SANS, bold: true, size: 22 },
      paragraph: { spacing: { before: 100, after: 20 } },
    },
    {
      id: 'TOC2',
      name: 'toc 2',
      basedOn: 'Normal',
      run: { font: SANS, size: 20 },
      paragraph: { indent: { left: 280 }, spacing: { after: 10 } },
    },
    {
      id: 'TOC3',
      name: 'toc 3',
      basedOn: 'Normal',
      run: { font: SANS, size: 18 },
      paragraph: { indent: { left: 560 }, spacing: { after: 10 } },
    },
    {
      ...{ id: STYLES.contentsTitle, name: 'Titre du sommaire', basedOn: 'Normal' },
      ...{
        run: { font: SANS, size: 28, bold: true, color: COLOURS.accent },
        paragraph: { spacing: { before: 360, after: 120 }, keepNext: true },
      },
    },
    {
      id: 'Header',
      name: 'header',
      basedOn: 'Normal',
      run: { font: SANS, size: 17, color: COLOURS.soft },
      paragraph: { spacing: { after: 0 } },
    },
    {
      id: 'Footer',
      name: 'footer',
      basedOn: 'Normal',
      run: { font: SANS, size: 17, color: COLOURS.soft },
      paragraph: { spacing: { after: 0 } },
    },
    {
      ...{ id: STYLES.mark, name: 'Mention', basedOn: 'Normal', run: { font: SANS, size: 20, bold: true, color: COLOURS.warning } },
      paragraph: { shading: { fill: COLOURS.warningWash }, spacing: { before: 0, after: 120 } },
    },
    {
      ...{ id: STYLES.table, name: 'Tableau', basedOn: 'Normal', quickFormat: true },
      ...{ run: { font: SANS, size: 18 }, paragraph: { spacing: { before: 8, after: 8, line: 240, lineRule: LineRuleType.AUTO } } },
    },
    {
      // Between two tables, which Word would make one; too low to open a page of its own after the last.
      ...{ id: STYLES.gap, name: 'Intervalle', basedOn: 'Normal', run: { font: SANS, size: 8 } },
      paragraph: { spacing: { before: 0, after: 0, line: 160, lineRule: LineRuleType.EXACT } },
    },
    {
      id: STYLES.tableHeader,
      name: 'En-tête de tableau',
      basedOn: STYLES.table,
      run: { bold: true, color: COLOURS.accent },
      paragraph: { keepNext: true },
    },
    { id: STYLES.callout, name: 'Encadré', basedOn: 'Normal', quickFormat: true, paragraph: box(COLOURS.accent, COLOURS.wash) },
    {
      ...{ id: STYLES.calloutTitle, name: 'Encadré, titre', basedOn: STYLES.callout, next: STYLES.callout },
      ...{ run: { font: SANS, bold: true, color: COLOURS.accent }, paragraph: { ...box(COLOURS.accent, COLOURS.wash), keepNext: true } },
    },
    {
      id: STYLES.warning,
      name: 'Encadré d’alerte',
      basedOn: 'Normal',
      quickFormat: true,
      paragraph: box(COLOURS.warning, COLOURS.warningWash),
    },
    {
      ...{ id: STYLES.warningTitle, name: 'Encadré d’alerte, titre', basedOn: STYLES.warning, next: STYLES.warning },
      ...{
        run: { font: SANS, bold: true, color: COLOURS.warning },
        paragraph: { ...box(COLOURS.warning, COLOURS.warningWash), keepNext: true },
      },
    },
    {
      ...{ id: STYLES.review, name: 'À revoir', basedOn: STYLES.body, quickFormat: true },
      paragraph: box(COLOURS.warning, COLOURS.warningWash),
    },
    { id: STYLES.lead, name: 'Constat', basedOn: 'Normal', run: { size: 24 }, paragraph: { keepNext: true, spacing: { after: 80 } } },
    {
      id: STYLES.picture,
      name: 'Carte',
      basedOn: 'Normal',
      paragraph: {
        keepNext: true,
        alignment: AlignmentType.CENTER,
        spacing: { line: 240, lineRule: LineRuleType.AUTO, before: 0, after: 80 },
      },
    },
    {
      id: STYLES.source,
      name: 'Source',
      basedOn: 'Normal',
      run: { font: SANS, size: 17, color: COLOURS.soft },
      paragraph: { spacing: { before: 60, after: 160 }, keepLines: true },
    },
    {
      ...{ id: STYLES.keyFigure, name: 'Chiffre clé', basedOn: 'Normal', next: STYLES.keyLabel },
      ...{
        run: { font: SANS, bold: true, size: 34, color: COLOURS.accent },
        paragraph: { spacing: { before: 60, after: 0 }, keepNext: true },
      },
    },
    {
      id: STYLES.keyLabel,
      name: 'Chiffre clé, libellé',
      basedOn: 'Normal',
      run: { font: SANS, size: 19 },
      paragraph: { spacing: { after: 60 } },
    },
  ],
  characterStyles: [
    { id: STYLES.figure, name: 'Chiffre', quickFormat: true },
    { id: STYLES.reference, name: 'Référence', quickFormat: true },
    { id: STYLES.quoted, name: 'Cité', quickFormat: true },
  ],
};

/** Half-points of the styles that a portrait has smaller. */
const COMPACT_SIZES: Readonly<Record<string, number>> = {
  [STYLES.lead]: 19,
  [STYLES.source]: 15,
  [STYLES.keyFigure]: 25,
  [STYLES.keyLabel]: 17,
  Subtitle: 22,
};
/** The same, closer: a portrait is two pages. */
const COMPACT_STYLES: IStylesOptions = {
  ...PAGE_STYLES,
  paragraphStyles: (PAGE_STYLES.paragraphStyles ?? []).map((style) => {
    const size = COMPACT_SIZES[style.id];
    if (size === undefined) return style;
    const after = Math.min(60, style.paragraph?.spacing?.after ?? 60);
    return { ...style, run: { ...style.run, size }, paragraph: { ...style.paragraph, spacing: { ...style.paragraph?.spacing, after } } };
  }),
  default: {
    ...PAGE_STYLES.default,
    document: {
      run: { ...PAGE_STYLES.default?.document?.run, size: 19 },
      paragraph: { spacing: { after: 70, line: 250, lineRule: LineRuleType.AUTO } },
    },
    title: { run: { font: SANS, size: 40, bold: true, color: COLOURS.accent }, paragraph: { spacing: { before: 0, after: 40 } } },
    heading1: heading(26, 200, 60, COLOURS.accent),
    heading2: heading(23, 180, 60, COLOURS.accent),
    caption: {
      run: { font: SANS, size: 18, bold: true, italics: false, color: COLOURS.ink },
      paragraph: { spacing: { before: 120, after: 40 }, keepNext: true, keepLines: true },
    },
  },
};

export const documentStyles = (isCompact: boolean): IStylesOptions => (isCompact ? COMPACT_STYLES : PAGE_STYLES);

/** Bullets and numbers of lists. Each ordered list is an instance of its own and starts again at 1. */
export const NUMBERING = {
  config: [
    {
      reference: 'puces',
      levels: [
        {
          level: 0,
          format: LevelFormat.BULLET,
          text: '•',
          style: { paragraph: { indent: { left: 360, hanging: 240 } }, run: { font: SANS } },
        },
      ],
    },
    {
      reference: 'numeros',
      levels: [{ level: 0, format: LevelFormat.DECIMAL, text: '%1.', style: { paragraph: { indent: { left: 400, hanging: 400 } } } }],
    },
  ],
};

type Attributes = Record<string, string>;

/** One element of the file, for the few that the library has no words for. */
export function element(name: string, attributes: Attributes = {}, children: XmlComponent[] = []): XmlComponent {
  const payload = Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, { key, value }]));
  return new BuilderElement<Attributes>({ name, attributes: payload, children });
}

/** The same inside a paragraph: the library writes any element there, though its types list only its own. */
export const inlineElement = (...args: Parameters<typeof element>): ParagraphChild => element(...args) as unknown as ParagraphChild;

const shade = (fill: string) => `<w:shd w:val="clear" w:color="auto" w:fill="${fill}"/>`;
const line = (side: string, size: number, colour: string) => `<w:${side} w:val="single" w:sz="${size}" w:space="0" w:color="${colour}"/>`;

/** A table style: a header row, thin lines between rows, a firm line over totals. The library has styles of text only. */
export const TABLE_STYLE = [
  `<w:style w:type="table" w:customStyle="1" w:styleId="${STYLES.tableGrid}"><w:name w:val="Tableau Maillage"/><w:uiPriority w:val="59"/><w:qFormat/>`,
  `<w:tblPr><w:tblBorders>${line('top', 8, COLOURS.accent)}${line('bottom', 8, COLOURS.accent)}${line('insideH', 4, COLOURS.line)}</w:tblBorders>`,
  '<w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>',
  `<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>${line('bottom', 8, COLOURS.accent)}</w:tcBorders>${shade(COLOURS.wash)}</w:tcPr></w:tblStylePr>`,
  `<w:tblStylePr w:type="lastRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>${line('top', 8, COLOURS.accent)}</w:tcBorders></w:tcPr></w:tblStylePr>`,
  '</w:style>',
  // Without a header: a Word processor that does not read which parts of a style a table takes would colour its first row.
  `<w:style w:type="table" w:customStyle="1" w:styleId="${STYLES.keyGrid}"><w:name w:val="Chiffres à retenir"/><w:uiPriority w:val="59"/><w:qFormat/>`,
  `<w:tblPr><w:tblBorders>${line('top', 12, COLOURS.accent)}${line('bottom', 12, COLOURS.accent)}</w:tblBorders>`,
  '<w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
].join('');
