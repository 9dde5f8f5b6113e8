import { escapeXml } from './escape.ts';

/** One line of text at its baseline. `more` is attributes as they are written. */
export function drawText(
  content: string,
  { x, y, size, fill, weight = 400, more = '' }: { x: number; y: number; size: number; fill: string; weight?: number; more?: string },
): string {
  const bold = weight === 400 ? '' : ` font-weight="${weight}"`;
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}"${bold} fill="${fill}"${more === '' ? '' : ` ${more}`}>${escapeXml(content)}</text>`;
}

export const round = (value: number) => Math.round(value * 10) / 10;
