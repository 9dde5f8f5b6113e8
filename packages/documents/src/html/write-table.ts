import type { Block, ChartBlock, Inline, LegendLine, MapBlock } from '@maillage/domain/documents/document.ts';
import { plainText } from '../plain-text.ts';
import { escapeXmlText } from '../svg/escape-xml.ts';
import { type PageWriter, writeFigure, writeInline } from './write-inline.ts';

type TableBlock = Extract<Block, { kind: 'table' }>;
const COLOUR = /^#[0-9a-fA-F]{6}$/;

/** A wide table scrolls in its own frame, which the keyboard reaches. */
const scrolling = (labelId: string, table: string) =>
  `<div class="defile" role="region" aria-labelledby="${labelId}" tabindex="0">${table}</div>`;

export function writeTable(block: TableBlock, writer: PageWriter): string {
  const id = `tableau-${++writer.counts.table}`;
  const side = (index: number) => (block.columns[index]?.align === 'right' ? ' class="nombre"' : '');
  const caption = `<caption id="${id}">Tableau\u00a0${writer.counts.table}. ${writeInline(block.caption, writer)}</caption>`;
  const header = block.columns
    .map(
      ({ label, unit }, index) =>
        `<th scope="col"${side(index)}>${escapeXmlText(label)}${unit === '' ? '' : ` (${escapeXmlText(unit)})`}</th>`,
    )
    .join('');
  const line = (cells: TableBlock['rows'][number]) =>
    `<tr>${cells
      .map((cell, index) =>
        index === 0
          ? `<th scope="row"${side(index)}>${writeInline(cell, writer)}</th>`
          : `<td${side(index)}>${writeInline(cell, writer)}</td>`,
      )
      .join('')}</tr>`;
  const body = block.rows.map(line).join('\n');
  const totals = block.totals === null ? '' : `<tfoot>${line(block.totals)}</tfoot>`;
  const note = block.note === null || block.note.length === 0 ? '' : `<p class="source">${writeInline(block.note, writer)}</p>`;
  const table = `<table>${caption}<thead><tr>${header}</tr></thead><tbody>\n${body}\n</tbody>${totals}</table>`;
  return `<div class="tableau">${scrolling(id, table)}${note}</div>`;
}

/** What each colour of a map means, with its communes and people. */
export function writeLegend(lines: readonly LegendLine[], title: readonly Inline[], writer: PageWriter): string {
  const communes = lines.some((line) => line.communes !== null);
  const people = lines.some((line) => line.people !== null);
  const count = (figure: LegendLine['communes']) => `<td class="nombre">${figure === null ? '–' : writeFigure(figure, writer)}</td>`;
  const name = writeInline(title, writer);
  const rows = lines.map(
    (line) =>
      `<tr><th scope="row">${swatch(line)}${writeInline(line.label, writer)}</th>${communes ? count(line.communes) : ''}${people ? count(line.people) : ''}</tr>`,
  );
  const header = `<th scope="col">${name}</th>${communes ? '<th scope="col" class="nombre">Communes</th>' : ''}${people ? '<th scope="col" class="nombre">Habitants</th>' : ''}`;
  return `<table class="legende"><thead><tr>${header}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

function swatch({ colour, hatched, diameter }: LegendLine): string {
  const fill = colour !== null && COLOUR.test(colour) ? `--c:${colour};` : '';
  const size = diameter === null ? '' : `--d:${Math.min(48, Math.max(6, Math.round(diameter)))}px;`;
  const kind = [hatched ? ' hachures' : '', diameter === null ? '' : ' rond'].join('');
  return `<span class="couleur${kind}" style="${fill}${size}" aria-hidden="true"></span>`;
}

/** The 3 × 3 key of two crossed figures: the first to the right, the second upwards. */
export function writeBivariateKey({ across, up, colours }: NonNullable<MapBlock['bivariate']>, writer: PageWriter): string {
  const heads = across.labels.map((label) => `<th scope="col">${writeInline(label, writer)}</th>`).join('');
  const corner = `<th scope="col">${writeInline(up.title, writer)} ↑ ${writeInline(across.title, writer)} →</th>`;
  // The most is at the top, as on the axis of a chart.
  const upwards = up.labels.map((label, row) => ({ label, row })).reverse();
  const rows = upwards.map(({ label, row }) => {
    const cells = across.labels.map((acrossLabel, column) => {
      const colour = colours[row * across.labels.length + column] ?? '';
      const fill = COLOUR.test(colour) ? ` style="--c:${colour}"` : '';
      return `<td><span class="couleur grande"${fill} role="img" aria-label="${escapeXmlText(`${plainText(acrossLabel)} ; ${plainText(label)}`)}"></span></td>`;
    });
    return `<tr><th scope="row">${writeInline(label, writer)}</th>${cells.join('')}</tr>`;
  });
  return `<table class="legende croisee"><thead><tr>${corner}${heads}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

/** Bars of a table: each value is beside its bar. */
export function writeChart({ caption, unit, bars, alternative }: ChartBlock, writer: PageWriter): string {
  const id = `figure-${++writer.counts.chart}`;
  const longest = Math.max(...bars.map(({ figure }) => Math.abs(figure.value ?? 0)), 0);
  const title = `<caption id="${id}">Figure\u00a0${writer.counts.chart}. ${writeInline(caption, writer)}</caption>`;
  const rows = bars.map(({ label, figure, isReference }) => {
    const part = longest === 0 ? 0 : Math.round((1000 * Math.abs(figure.value ?? 0)) / longest) / 10;
    const bar = `<span class="barre${isReference ? ' repere' : ''}" style="inline-size:${part}%"></span>`;
    return `<tr><th scope="row">${writeInline(label, writer)}</th><td class="nombre">${writeFigure(figure, writer)}</td><td class="trait" aria-hidden="true">${bar}</td></tr>`;
  });
  const header = `<th scope="col">Libellé</th><th scope="col" class="nombre">${escapeXmlText(unit === '' ? 'Valeur' : unit)}</th><td aria-hidden="true"></td>`;
  return `<div class="tableau graphique"><table aria-description="${escapeXmlText(alternative)}">${title}<thead><tr>${header}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
}
