import { type ActionPlan, sortPlan } from '@maillage/domain/plans/plan.ts';
import { typeset } from '@maillage/domain/typography.ts';
import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  Footer,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { fixZipDates } from '../export/fix-zip-dates.ts';
import { describePlan, type PlanBlock, type PlanBlockTable, type PlanNames } from './plan-document.ts';

/** Width of the text of an A4 page with margins of 2 cm, in twentieths of a point. */
const TEXT_WIDTH = 9_638;
const BULLETS = 'puces';
const LINE = { style: BorderStyle.SINGLE, size: 4, color: '9AA7AB' };
const SHADE = 'E8EFF0';

/** A plan as a Word document to be read and printed: one heading for each axis and each sheet, real tables. The same plan gives the same bytes. */
export async function writePlanDocx(plan: ActionPlan, names: PlanNames): Promise<Uint8Array> {
  const blocks = describePlan(sortPlan(plan), names);
  const title = blocks[0]?.kind === 'title' ? blocks[0].text : '';
  const document = new Document({
    ...{ title, creator: 'Maillage', lastModifiedBy: 'Maillage', features: { updateFields: false } },
    styles: {
      default: {
        document: { run: { font: 'Calibri', size: 22, language: { value: 'fr-FR' } }, paragraph: { spacing: { after: 120 } } },
        title: { run: { size: 44, bold: true }, paragraph: { spacing: { after: 240 } } },
        heading1: { run: { size: 34, bold: true, color: '0B4F5C' }, paragraph: { spacing: { before: 360, after: 160 }, keepNext: true } },
        heading2: { run: { size: 27, bold: true, color: '0B4F5C' }, paragraph: { spacing: { before: 320, after: 120 }, keepNext: true } },
        heading3: { run: { size: 23, bold: true }, paragraph: { spacing: { before: 200, after: 80 }, keepNext: true } },
      },
      paragraphStyles: [
        {
          ...{ id: 'Legende', name: 'Légende de tableau', basedOn: 'Normal', next: 'Normal' },
          ...{ run: { bold: true, size: 20 }, paragraph: { spacing: { before: 200, after: 80 }, keepNext: true } },
        },
        {
          ...{ id: 'Avertissement', name: 'Avertissement', basedOn: 'Normal', next: 'Normal' },
          ...{ run: { bold: true, color: '8A2B0E' }, paragraph: { spacing: { after: 160 } } },
        },
      ],
    },
    numbering: {
      config: [
        {
          reference: BULLETS,
          levels: [{ level: 0, format: LevelFormat.BULLET, text: '•', style: { paragraph: { indent: { left: 360, hanging: 240 } } } }],
        },
      ],
    },
    sections: [
      {
        properties: { page: { size: { width: 11_906, height: 16_838 }, margin: { top: 1_134, bottom: 1_134, left: 1_134, right: 1_134 } } },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] })],
              }),
            ],
          }),
        },
        children: blocks.flatMap(layOut),
      },
    ],
  });
  const bytes = new Uint8Array(await Packer.toBuffer(document, false, [{ path: 'docProps/core.xml', data: coreProperties(title) }]));
  fixZipDates(bytes);
  return bytes;
}

const HEADINGS = {
  title: HeadingLevel.TITLE,
  axis: HeadingLevel.HEADING_1,
  sheet: HeadingLevel.HEADING_2,
  section: HeadingLevel.HEADING_3,
};

function layOut(block: PlanBlock): FileChild[] {
  switch (block.kind) {
    case 'title':
    case 'axis':
    case 'sheet':
    case 'section':
      return [new Paragraph({ text: typeset(block.text), heading: HEADINGS[block.kind] })];
    case 'paragraph':
      return [new Paragraph({ text: typeset(block.text) })];
    case 'note':
      return [new Paragraph({ text: typeset(block.text), style: 'Avertissement' })];
    case 'list':
      return block.items.map((text) => new Paragraph({ text: typeset(text), numbering: { reference: BULLETS, level: 0 } }));
    case 'table':
      return [
        new Paragraph({ text: typeset(block.caption), style: 'Legende' }),
        layOutTable(block.table),
        // Two tables that touch are one for a word processor.
        new Paragraph({ spacing: { after: 0 } }),
      ];
  }
}

function layOutTable({ columns, rows, total }: PlanBlockTable): Table {
  const widths = columns.map(({ width }) => Math.round((width / 100) * TEXT_WIDTH));
  const row = (cells: readonly string[], options: { isHeader?: boolean; isTotal?: boolean } = {}) =>
    new TableRow({
      ...{ tableHeader: options.isHeader ?? false, cantSplit: true },
      children: cells.map(
        (text, index) =>
          new TableCell({
            width: { size: widths[index] ?? 0, type: WidthType.DXA },
            margins: { top: 40, bottom: 40, left: 80, right: 80 },
            ...(options.isHeader ? { shading: { fill: SHADE } } : {}),
            children: [
              new Paragraph({
                alignment: columns[index]?.isNumber ? AlignmentType.RIGHT : AlignmentType.LEFT,
                spacing: { after: 0 },
                children: [new TextRun({ text: typeset(text), size: 20, bold: Boolean(options.isHeader ?? options.isTotal) })],
              }),
            ],
          }),
      ),
    });
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    borders: { top: LINE, bottom: LINE, left: LINE, right: LINE, insideHorizontal: LINE, insideVertical: LINE },
    rows: [
      row(
        columns.map(({ header }) => header),
        { isHeader: true },
      ),
      ...rows.map((cells) => row(cells)),
      ...(total === null ? [] : [row(total, { isTotal: true })]),
    ],
  });
}

/** Without the clock: a plan that did not change is the same file. */
function coreProperties(title: string): string {
  const escaped = title.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '');
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped}</dc:title><dc:creator>Maillage</dc:creator><dc:language>fr-FR</dc:language><cp:lastModifiedBy>Maillage</cp:lastModifiedBy><cp:revision>1</cp:revision></cp:coreProperties>`;
}
