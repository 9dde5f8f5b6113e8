import assert from 'node:assert';
import { escapeXmlText } from './escape-xml.ts';

/** What a drawn map is made of. Anything else is no drawing: it would run, fetch or leave its frame. */
const ELEMENTS = new Set(
  'svg g path rect circle ellipse line polyline polygon text tspan defs clipPath mask pattern linearGradient radialGradient stop symbol use'.split(
    ' ',
  ),
);
const TAG = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!DOCTYPE[^>]*>|<\/?([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*\/?>|</g;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g;
const NAMED = new Set(['id', 'role', 'aria-hidden', 'aria-labelledby', 'aria-label', 'aria-describedby']);

/**
 * A drawing of ours made fit to stand in a page beside others: its ids are its own, it has a title and a description, it fills the
 * width it is given. Throws (it is a bug) on an SVG that holds anything but shapes and names: a script, a picture from elsewhere.
 */
export function scopeSvg(svg: string, { prefix, title, description }: { prefix: string; title: string; description: string }): string {
  let titled = 0;
  // What the drawing says of itself is said again below, once.
  const bare = svg.replace(/<(title|desc)\b[^>]*>[\s\S]*?<\/\1>/g, '');
  const body = bare.replace(TAG, (tag, name: string | undefined, attributes: string | undefined) => {
    if (name === undefined) {
      assert(tag !== '<', 'a drawing is well-formed XML');
      return '';
    }
    assert(ELEMENTS.has(name), `a drawing holds no <${name}>`);
    if (tag.startsWith('</')) return `</${name}>`;
    const kept = [...(attributes ?? '').matchAll(ATTRIBUTE)].map(([, key = '', double, single]) =>
      writeAttribute(name, key, double ?? single ?? '', prefix),
    );
    const closing = tag.endsWith('/>') ? '/>' : '>';
    if (name !== 'svg') return `<${name}${kept.join('')}${closing}`;
    titled++;
    const named = ` role="img" aria-labelledby="${prefix}titre ${prefix}description"`;
    const words = `<title id="${prefix}titre">${escapeXmlText(title)}</title><desc id="${prefix}description">${escapeXmlText(description)}</desc>`;
    return `<svg${kept.join('')}${named}>${words}`;
  });
  assert(titled === 1, 'a drawing is one <svg>');
  return body.trim();
}

function writeAttribute(element: string, key: string, value: string, prefix: string): string {
  assert(!/^on/i.test(key) && key !== 'style', `a drawing has no attribute « ${key} »`);
  if (key === 'id') return ` id="${prefix}${value}"`;
  // The size of the drawing is given by the page; its proportions are in `viewBox`.
  if (element === 'svg' && (NAMED.has(key) || key === 'width' || key === 'height')) return '';
  if (key === 'href' || key === 'xlink:href') {
    assert(value.startsWith('#'), 'a drawing refers to nothing outside itself');
    return ` href="#${prefix}${value.slice(1)}"`;
  }
  const scoped = value.replace(/url\(([^)]*)\)/g, (_, target: string) => {
    const inside = target.replaceAll('&quot;', '').trim();
    assert(inside.startsWith('#'), 'a drawing refers to nothing outside itself');
    return `url(#${prefix}${inside.slice(1)})`;
  });
  return ` ${key}="${scoped}"`;
}
