import {
  type Block,
  DOCUMENT_LABELS,
  type DocumentFigure,
  type Inline,
  type MaillageDocument,
} from '@maillage/domain/documents/document.ts';
import { formatDate } from '@maillage/domain/format.ts';

type MapBlock = Extract<Block, { kind: 'map' }>;
type HeadingBlock = Extract<Block, { kind: 'heading' }>;

/** What the Typst template reads, and what goes beside it. Plain values: a text is never Typst markup. */
export interface TypstData {
  /** Read by `json("data.json")`. */
  json: unknown;
  /** A figure of the template is a place in this list. */
  figures: DocumentFigure[];
  maps: { path: string; map: MapBlock }[];
}
const CONTENTS_FROM = 4;
const FICTIONAL_SENTENCE = 'Département fictif : les communes, les chiffres et les noms sont inventés.';
const OUTSIDE_LINK = /^(?:https?:\/\/|mailto:)/;

/** Turns a document into the data of the template, in its order. */
export function prepareTypstData(document: MaillageDocument): TypstData {
  const writer = new DataWriter(document);
  const { run } = document;
  const published = new Date(run.publishedAt);
  const parts = document.paper === 'a3-landscape' ? writer.atlasParts(document.blocks) : [writer.flow(document.blocks)];
  const json = {
    ...{ title: document.title, subtitle: document.subtitle, departement: document.departementName, author: document.departementName },
    ...{ paper: document.paper, fictional: document.fictional },
    date: {
      ...{ year: published.getUTCFullYear(), month: published.getUTCMonth() + 1, day: published.getUTCDate() },
      ...{ hour: published.getUTCHours(), minute: published.getUTCMinutes(), second: published.getUTCSeconds() },
    },
    'kind-label': DOCUMENT_LABELS[document.documentKind] === document.title ? null : DOCUMENT_LABELS[document.documentKind],
    territory: document.territory.kind === 'departement' ? null : document.territory.name,
    'running-title': `${document.departementName} · ${document.title}`,
    'cover-lines': [
      `Calcul publié le ${formatDate(run.publishedAt)}`,
      `Calcul ${run.id}`,
      ...(document.planVersion === null ? [] : [`Plan, version ${document.planVersion}`]),
      `Maillage ${run.engineVersion}`,
    ],
    footer: `Calcul ${run.id}, publié le ${formatDate(run.publishedAt)}`,
    'fictional-sentence': FICTIONAL_SENTENCE,
    'has-contents': document.blocks.filter(({ kind }) => kind === 'heading' || kind === 'map').length >= CONTENTS_FROM,
    parts,
  };
  return { json, figures: writer.figures, maps: writer.maps };
}

class DataWriter {
  readonly figures: DocumentFigure[] = [];
  readonly maps: TypstData['maps'] = [];
  readonly #places = new Map<DocumentFigure, number>();
  readonly #anchors: ReadonlyMap<string, string>;
  #level = 0;
  #headings = 0;

  constructor(document: MaillageDocument) {
    const ids = listHeadings(document.blocks).map(({ id }) => id);
    // The last of two headings of one id would be out of reach: the first is the one that links mean.
    this.#anchors = new Map(ids.map((id, index): [string, string] => [id, `h${index}`]).reverse());
  }

  flow(blocks: readonly Block[]) {
    return { kind: 'flow', blocks: blocks.map((block) => this.block(block)) };
  }

  /** Each map is alone on its page, under the headings that stand just before it. */
  atlasParts(blocks: readonly Block[]): unknown[] {
    const parts: unknown[] = [];
    let waiting: Block[] = [];
    for (const block of blocks) {
      if (block.kind !== 'map') {
        waiting.push(block);
        continue;
      }
      const text = waiting.filter(({ kind }) => kind !== 'pageBreak');
      const from = text.findLastIndex(({ kind }) => kind !== 'heading') + 1;
      if (from > 0) parts.push(this.flow(text.slice(0, from)));
      const headings = text.slice(from).map((heading) => this.block(heading));
      parts.push({ kind: 'map', headings, level: Math.min(this.#level + 1, 4), map: this.block(block) });
      waiting = [];
    }
    if (waiting.some(({ kind }) => kind !== 'pageBreak')) parts.push(this.flow(waiting));
    return parts;
  }

  block(block: Block): unknown {
    switch (block.kind) {
      case 'heading':
        return this.heading(block);
      case 'paragraph':
        return { kind: block.kind, content: this.line(block.content), reasons: block.review?.reasons ?? [] };
      case 'list':
        return { ...block, items: block.items.map((item) => this.line(item)) };
      case 'table':
        return {
          ...block,
          caption: this.line(block.caption),
          columns: block.columns.map((column) => ({ ...column, weight: column.weight ?? 1 })),
          rows: block.rows.map((row) => block.columns.map((_, column) => this.line(row[column] ?? []))),
          totals: block.totals === null ? null : block.columns.map((_, column) => this.line(block.totals?.[column] ?? [])),
          note: block.note === null ? null : this.line(block.note),
        };
      case 'map':
        return this.map(block);
      case 'chart':
        return this.chart(block);
      case 'keyFigures':
        return {
          kind: block.kind,
          items: block.items.map(({ figure, label }) => ({ figure: this.figure(figure), label: this.line(label) })),
        };
      case 'callout':
        return {
          kind: block.kind,
          tone: block.tone,
          title: this.line(block.title),
          blocks: block.blocks.map((inner) => this.block(inner)),
        };
      case 'pageBreak':
        return block;
    }
  }

  /** A level never jumps: readers that go by headings would look for the one that is not there. */
  heading(block: HeadingBlock) {
    this.#level = Math.min(block.level, this.#level + 1);
    return { kind: block.kind, level: this.#level, content: this.line(block.content), anchor: `h${this.#headings++}` };
  }

  map(block: MapBlock) {
    const path = `map-${this.maps.length}.svg`;
    this.maps.push({ path, map: block });
    const { alternative, legendTitle, bivariate, size } = block;
    return {
      ...{ kind: block.kind, path, alternative, legendTitle, bivariate, ...size },
      ...{ title: this.line(block.title), headline: this.line(block.headline) },
      ...{ comment: this.line(block.comment), credits: this.line(block.credits) },
      legend: block.legend.map((entry) => ({
        ...entry,
        label: this.line(entry.label),
        communes: entry.communes === null ? null : this.figure(entry.communes),
        people: entry.people === null ? null : this.figure(entry.people),
      })),
    };
  }

  chart(block: Extract<Block, { kind: 'chart' }>) {
    const longest = Math.max(0, ...block.bars.map(({ figure }) => figure.value ?? 0));
    return {
      ...{ kind: block.kind, alternative: block.alternative, caption: this.line(block.caption) },
      bars: block.bars.map(({ label, figure, isReference }) => ({
        ...{ label: this.line(label), figure: this.figure(figure), reference: isReference },
        share: longest > 0 ? Math.max(0, (figure.value ?? 0) / longest) : 0,
      })),
    };
  }

  figure(figure: DocumentFigure, strong = false) {
    let place = this.#places.get(figure);
    if (place === undefined) {
      place = this.figures.push(figure) - 1;
      this.#places.set(figure, place);
    }
    return { kind: 'figure', figure: place, text: figure.text, strong };
  }

  line(pieces: readonly Inline[]) {
    return pieces.map((piece) => {
      if (piece.kind === 'figure') return this.figure(piece.figure, piece.strong);
      if (piece.kind !== 'link') return { kind: 'text', text: piece.text, strong: piece.strong ?? false };
      const anchor = 'anchor' in piece.target ? this.#anchors.get(piece.target.anchor) : undefined;
      if (anchor !== undefined) return { kind: 'link', text: piece.text, anchor };
      // A page of the site has no address of its own in a file that travels; an address of another kind is never followed.
      const href = 'href' in piece.target && OUTSIDE_LINK.test(piece.target.href) ? piece.target.href : undefined;
      return href === undefined ? { kind: 'text', text: piece.text } : { kind: 'link', text: piece.text, href };
    });
  }
}

function listHeadings(blocks: readonly Block[]): HeadingBlock[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'heading') return [block];
    return block.kind === 'callout' ? listHeadings(block.blocks) : [];
  });
}
