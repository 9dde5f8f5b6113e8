import { anchorOfMap, type Inline } from '@maillage/domain/documents/document.ts';
import { expect, test } from 'vitest';
import { HOSTILE, hostileDocument } from '../testing/hostile-document.ts';
import { parsePage } from '../testing/parse-markup.ts';
import { sampleDocument } from '../testing/sample-document.ts';
import { renderHtml } from './render-html.ts';

const { html, printed } = renderHtml(sampleDocument());
const page = parsePage(html);
const texts = (selector: string) => [...page.querySelectorAll(selector)].map((each) => each.textContent.trim());

test('the page stands alone: no script, no request, and a policy that allows none', () => {
  expect(page.querySelectorAll('script, link, img, iframe, [src]')).toHaveLength(0);
  expect(page.querySelector('meta[http-equiv]')?.getAttribute('content')).toContain("default-src 'none'");
  for (const link of page.querySelectorAll('a')) expect(link.getAttribute('href')).toMatch(/^#/);
  expect(page.querySelector('style')?.textContent).not.toMatch(/url\(|@import/);
});

test('every link of the page leads somewhere in it, and no id is there twice', () => {
  const ids = [...page.querySelectorAll('[id]')].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const link of page.querySelectorAll('a')) expect(ids).toContain(link.getAttribute('href')!.slice(1));
});

test('where there is no page, its words lead to the map', () => {
  const map = sampleDocument().blocks.find((block) => block.kind === 'map')!;
  const content: Inline[] = [{ kind: 'page', text: 'voir', anchor: anchorOfMap(map.mapId) }];
  const pointed = parsePage(renderHtml(sampleDocument({ blocks: [{ kind: 'paragraph', content }, map, { ...map }] })).html);
  const [link] = pointed.querySelectorAll('p > a');
  expect(link!.textContent).toBe('voir');
  expect(pointed.querySelector(link!.getAttribute('href')!)!.getAttribute('class')).toBe('carte');
  expect(pointed.querySelectorAll('figure[id]')).toHaveLength(1);
});

test('headings follow the title of the page, and the contents list them', () => {
  expect(texts('h1, h2, h3')).toEqual([
    'Diagnostic',
    'Qui est loin de quoi ?',
    'Services de proximité',
    'Méthodes',
    'Origine des chiffres',
  ]);
  expect(texts('nav li')).toEqual(['Qui est loin de quoi ?', 'Services de proximité', 'Méthodes', 'Origine des chiffres']);
});

test('a figure says its value to machines, and leads to its formula and its sources', () => {
  const [share] = page.querySelectorAll('[data-chiffre="far-share.proximity@departement:00"]');
  expect(share!.parentElement!.outerHTML).toMatch(/^<data value="0\.012">/);
  const origin = page.querySelector(share!.getAttribute('href')!)!.textContent;
  expect(origin).toContain('Compté sur le dessin.');
  expect(origin).toContain('Dessin, Maillage, 2024, EUPL-1.2');
  expect(origin).toContain('Dessin (00)');
});

test('a figure without value has no value for machines either', () => {
  const secret = page.querySelector('[data-chiffre="need-component.poverty@commune:00002"]')!;
  expect(secret.textContent).toBe('couvert par le secret statistique');
  expect(secret.closest('data')).toBeNull();
});

test('every figure is listed in the order of the page, on page 1', () => {
  const shown = [...page.querySelectorAll('[data-chiffre]')].map((each) => [each.getAttribute('data-chiffre'), each.textContent]);
  expect(printed.map(({ id, text }) => [id, text])).toEqual(shown);
  expect(new Set(printed.map(({ page: number }) => number))).toEqual(new Set([1]));
});

test('a table has its caption, the heads of its columns and of its lines', () => {
  const [table] = page.querySelectorAll('table');
  expect(table!.querySelector('caption')!.textContent).toBe('Tableau\u00a01. Temps d’accès par commune');
  expect([...table!.querySelectorAll('th[scope=col]')].map((each) => each.textContent)).toEqual(['Commune', 'Proximité (min)', 'Pauvreté']);
  expect([...table!.querySelectorAll('th[scope=row]')].map((each) => each.textContent)).toEqual(['00001 Bourg', '00002 Ferme']);
});

test('a map is named and described, and its legend counts', () => {
  const drawing = page.querySelector('figure svg')!;
  expect(drawing.getAttribute('role')).toBe('img');
  expect(drawing.querySelector('desc')!.textContent).toBe('Carte de deux communes : Bourg est près, Ferme est loin.');
  expect(texts('.legende tbody tr')).toEqual(['moins de 7\u00a0min117\u202f495 habitants', 'plus loin1–', 'zone grise––']);
});

test('a paragraph to read again says why', () => {
  expect(texts('.revoir li')).toEqual(['Part loin : 4,2\u00a0% est devenu 1,2\u00a0%.']);
});

test('a fictional Département is marked; a real one is not', () => {
  expect(texts('.mention')[0]).toContain('données d’exemple');
  expect(renderHtml(sampleDocument({ fictional: false })).html).not.toContain('données d’exemple');
});

test('the same document gives the same page', () => {
  expect(renderHtml(sampleDocument()).html).toBe(html);
});

test('hostile texts are letters, everywhere', () => {
  const hostile = parsePage(renderHtml(hostileDocument()).html);
  expect(hostile.querySelectorAll('script, [onload]')).toHaveLength(0);
  expect(hostile.body.textContent.split(HOSTILE.replace('\u0001', '')).length).toBeGreaterThan(40);
  expect(hostile.title).toContain('<script>');
});
