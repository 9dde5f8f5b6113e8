/**
 * French typography of figures, in one place for the command line, the pages and the documents:
 * narrow no-break spaces between thousands, a decimal comma, a no-break space before `%` and units.
 */
const NARROW_NO_BREAK_SPACE = '\u202f';
const NO_BREAK_SPACE = '\u00a0';

/** « non renseigné » is what a reader sees wherever a figure is absent: never a zero. */
export const MISSING_TEXT = 'non renseigné';

/** 1457905 → « 1 457 905 »; 12.25 with one decimal → « 12,3 ». `null` → « non renseigné »; ±Infinity → « hors d’atteinte ». */
export function formatNumber(value: number | null, decimals = 0): string {
  if (value === null || Number.isNaN(value)) return MISSING_TEXT;
  if (!Number.isFinite(value)) return 'hors d’atteinte';
  const text = value.toFixed(decimals);
  const unsigned = text.startsWith('-') ? text.slice(1) : text;
  const [whole = '0', fraction] = unsigned.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, NARROW_NO_BREAK_SPACE);
  const sign = text.startsWith('-') && Number(text) !== 0 ? '−' : '';
  return sign + grouped + (fraction === undefined ? '' : `,${fraction}`);
}

/** 0.012 → « 1,2 % ». The input is a ratio between 0 and 1. */
export function formatRatioAsPercent(ratio: number | null, decimals = 1): string {
  return ratio === null ? MISSING_TEXT : `${formatNumber(ratio * 100, decimals)}${NO_BREAK_SPACE}%`;
}

/** 7 → « 7 min »; minutes are shown to the nearest minute unless told. */
export function formatMinutes(minutes: number | null, decimals = 0): string {
  if (minutes === null) return MISSING_TEXT;
  if (!Number.isFinite(minutes)) return 'hors d’atteinte';
  return `${formatNumber(minutes, minutes === 0 ? 0 : decimals)}${NO_BREAK_SPACE}min`; // no time at all is written in one way
}

/** « 2018-05-31 » → « 31 mai 2018 »; « 1er » for the first of the month. */
export function formatDate(isoDate: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(isoDate);
  if (!match) return isoDate;
  const months = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'];
  const day = Number(match[3]);
  return `${day === 1 ? '1er' : day} ${months[Number(match[2]) - 1] ?? match[2]} ${match[1]}`;
}

/** 1234567 → « 1 234 567 € »; cents are left to the files. */
export function formatEuros(euros: number | null): string {
  return euros === null ? MISSING_TEXT : `${formatNumber(euros)}${NO_BREAK_SPACE}€`;
}

/** Bytes in French units: « 1,3 Mo ». */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes}${NO_BREAK_SPACE}octets`;
  if (bytes < 1e6) return `${formatNumber(bytes / 1e3, 0)}${NO_BREAK_SPACE}ko`;
  if (bytes < 1e9) return `${formatNumber(bytes / 1e6, 1)}${NO_BREAK_SPACE}Mo`;
  return `${formatNumber(bytes / 1e9, 1)}${NO_BREAK_SPACE}Go`;
}
