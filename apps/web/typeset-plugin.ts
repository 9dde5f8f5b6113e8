import { typeset } from '@maillage/domain/typography.ts';
import type { Plugin } from 'vite';

interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

/**
 * Typesets the French of our own sources when the pages are built: what is written with plain spaces, which everybody can type
 * and search, is read with the right ones.
 */
export function typesetFrench(): Plugin {
  return {
    name: 'typeset-french',
    enforce: 'post',
    transform(code, id) {
      if (id.includes('node_modules') || !/\.(?:tsx?|md)(?:\?|$)/.test(id) || !/[«»]| [:;?!]|\d (?:min|km|m|h|%)/.test(code)) return null;
      const edits: { start: number; end: number; text: string }[] = [];
      const edit = (start: number, end: number, text: string) => {
        if (code.slice(start, end) !== text) edits.push({ start, end, text });
      };
      visit(this.parse(code) as unknown as Node, (node) => {
        if (node.type === 'Literal' && typeof node.value === 'string') {
          const text = typesetPart(node.value, false);
          if (text !== node.value) edit(node.start, node.end, JSON.stringify(text));
        } else if (node.type === 'TemplateLiteral') {
          // What follows an expression may begin with the space that comes after a word.
          for (const [index, part] of (node.quasis as Node[]).entries())
            edit(part.start, part.end, typesetPart(code.slice(part.start, part.end), index > 0));
        }
      });
      if (edits.length === 0) return null;
      let set = '';
      let at = 0;
      for (const { start, end, text } of edits.sort((a, b) => a.start - b.start)) {
        set += code.slice(at, start) + text;
        at = end;
      }
      return { code: set + code.slice(at), map: null };
    },
  };
}

/** A text between two elements of a page (« : », « ; ») begins with the space too: it follows something all the same. */
function typesetPart(text: string, followsExpression: boolean): string {
  return followsExpression || /^ [:;?!](?:\s|$)/.test(text) ? typeset(`x${text}`).slice(1) : typeset(text);
}

/** Addresses of modules and code in other languages (tagged templates) are no text. */
function visit(node: Node, on: (node: Node) => void): void {
  if (/^(?:Import|Export(?:All|Named))/.test(node.type) && node.source !== null && node.source !== undefined) return;
  if (node.type === 'TaggedTemplateExpression') return;
  on(node);
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value])
      if (child !== null && typeof child === 'object' && typeof (child as Node).type === 'string') visit(child as Node, on);
}
