import { createRequire } from 'node:module';

/** What tests read of a page or of a part of a Word file: this package has neither the types of a browser nor those of jsdom. */
export interface MarkupElement {
  readonly id: string;
  readonly tagName: string;
  readonly children: Iterable<MarkupElement>;
  readonly textContent: string;
  readonly innerHTML: string;
  readonly outerHTML: string;
  readonly parentElement: MarkupElement | null;
  getAttribute(name: string): string | null;
  closest(selector: string): MarkupElement | null;
  querySelector(selector: string): MarkupElement | null;
  querySelectorAll(selector: string): Iterable<MarkupElement> & { length: number };
  getElementsByTagName(name: string): Iterable<MarkupElement> & { length: number };
}
export interface MarkupDocument extends MarkupElement {
  readonly title: string;
  readonly body: MarkupElement;
  readonly documentElement: MarkupElement;
}
interface Jsdom {
  JSDOM: new (text: string, options?: { contentType: string }) => { window: { document: MarkupDocument } };
}
const { JSDOM } = createRequire(import.meta.url)('jsdom') as Jsdom;

/** Throws on XML that is not well-formed. */
export const parseXml = (xml: string): MarkupDocument => new JSDOM(xml, { contentType: 'application/xml' }).window.document;
export const parsePage = (html: string): MarkupDocument => new JSDOM(html).window.document;
