/** QP062001: décret 2014-1750. QN06201M: décret 2023-1314. The two generations must never be chained (methods §2.2). */
export type QpvGeneration = 2015 | 2024;

/** The generation that a code tells by its letters; null when it is no code of a QPV. */
export function qpvGenerationOf(code: string): QpvGeneration | null {
  if (/^QP[0-9][0-9AB][0-9]\d{3}$/.test(code)) return 2015;
  if (/^QN[0-9][0-9AB][0-9]\d{2}[A-Z]$/.test(code)) return 2024;
  return null;
}

/** The Département inside the code, for rows without communes: QN06201M → 62, QP971001 → 971, QP02A001 → 2A. */
export function departementOfQpv(code: string): string {
  const three = code.slice(2, 5);
  return three.startsWith('0') ? three.slice(1) : three;
}

/** Codes written in one cell: « QN06259M, QN06260M » → both. */
export function splitCodes(text: string): string[] {
  return text
    .toUpperCase()
    .split(/[\s,;/|]+/)
    .filter((code) => code !== '');
}
