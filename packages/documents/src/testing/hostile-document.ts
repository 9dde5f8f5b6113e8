import type { MaillageDocument } from '@maillage/domain/documents/document.ts';
import { sampleDocument } from './sample-document.ts';

/** What no file may take for markup, nor choke on: tags, quotes, an entity, an end of section, a character that XML forbids. */
export const HOSTILE = `<script>alert(1)</script></w:t>&amp; "x" 'y' ]]>\u0001 onload=`;
const FREE_TEXT = /^(?:text|label|title|subtitle|alternative|departementName|name|formula|producer|licence|unit|methodNote|runId)$/;

/** The sample in which every free text carries `HOSTILE`. */
export function hostileDocument(): MaillageDocument {
  const poison = (value: unknown, key = ''): unknown => {
    if (typeof value === 'string') return FREE_TEXT.test(key) ? value + HOSTILE : value;
    if (Array.isArray(value)) return value.map((inner) => poison(inner, key === 'reasons' || key === 'labels' ? 'text' : ''));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, poison(inner, name)]));
  };
  return poison(sampleDocument()) as MaillageDocument; // only texts changed
}
