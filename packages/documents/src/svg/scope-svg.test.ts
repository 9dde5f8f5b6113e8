import { expect, test } from 'vitest';
import { SAMPLE_SVG } from '../testing/sample-document.ts';
import { scopeSvg } from './scope-svg.ts';

const scope = (svg: string) => scopeSvg(svg, { prefix: 'c1-', title: 'Où <b> ?', description: 'Deux communes' });
const draw = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">${inside}</svg>`;

test('a drawing is named, fills its frame and keeps its shapes', () => {
  const scoped = scope(SAMPLE_SVG);
  expect(scoped).toMatch(/^<svg xmlns="[^"]+" viewBox="0 0 200 120" role="img" aria-labelledby="c1-titre c1-description">/);
  expect(scoped).toContain('<title id="c1-titre">Où &lt;b&gt; ?</title><desc id="c1-description">Deux communes</desc>');
  expect(scoped).toContain('<path d="M90 10h100v100h-100z" fill="#0d5c63"/>');
  expect(scoped.slice(0, 200)).not.toContain('width=');
});

test('the ids of two drawings never meet, and what refers to them follows', () => {
  const scoped = scope(
    draw('<title id="titre">x</title><clipPath id="cadre"><rect width="1"/></clipPath><g clip-path="url(#cadre)"/><use href="#cadre"/>'),
  );
  expect(scoped).toContain('<clipPath id="c1-cadre">');
  expect(scoped).toContain('clip-path="url(#c1-cadre)"');
  expect(scoped).toContain('href="#c1-cadre"');
  expect(scoped.match(/<title/g)).toHaveLength(1);
});

test.each([
  ['a script', '<script>alert(1)</script>'],
  ['a foreign page', '<foreignObject><p>x</p></foreignObject>'],
  ['a picture from elsewhere', '<image href="https://exemple.fr/x.png"/>'],
  ['a handler', '<rect onload="alert(1)"/>'],
  ['a style', '<rect style="fill:url(https://exemple.fr)"/>'],
  ['a paint from elsewhere', '<rect fill="url(https://exemple.fr#a)"/>'],
  ['a link from elsewhere', '<use xlink:href="https://exemple.fr#a"/>'],
  ['a broken tag', '<rect width="1"'],
])('%s is refused', (_, inside) => {
  expect(() => scope(draw(inside))).toThrow(/a drawing/);
});
