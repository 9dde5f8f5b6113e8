import type { Block, DocumentFigure, Inline, LegendLine, MaillageDocument, MapBlock } from '@maillage/domain/documents/document.ts';
import { formatNumber, formatRatioAsPercent } from '@maillage/domain/format.ts';
import { sampleDocument, sampleFigure } from '../src/testing/sample-document.ts';

/** Documents as large as those of a real Département, drawn from a seed: what the layout is timed and looked at on. */

const CLASSES = ['#eef6f4', '#c4e0db', '#8fc1bd', '#54999a', '#236f75', '#073b42'];
const text = (words: string): Inline => ({ kind: 'text', text: words });
const side = (title: string, labels: readonly string[]) => ({ title: [text(title)], labels: labels.map((label) => [text(label)]) });
const shown = (figure: DocumentFigure): Inline => ({ kind: 'figure', figure });

/** Same seed, same numbers between 0 and 1. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** About `count` communes: a grid whose corners moved, each border with as many points as a simplified outline has. */
export function drawCommunes(count: number, seed: number): { svg: string; size: { width: number; height: number } } {
  const random = seeded(seed);
  const [width, height] = [1040, 800];
  const columns = Math.round(Math.sqrt((count * width) / height));
  const rows = Math.round(count / columns);
  const corners = Array.from({ length: (columns + 1) * (rows + 1) }, (_, at) => {
    const [column, row] = [at % (columns + 1), Math.floor(at / (columns + 1))];
    const move = () => (random() - 0.5) * 0.7;
    return [((column + move()) * width) / columns, ((row + move()) * height) / rows] as const;
  });
  const paths: string[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const at = row * (columns + 1) + column;
      const ring = [at, at + 1, at + columns + 2, at + columns + 1].map((corner) => corners[corner]!);
      const points = ring.flatMap(([x, y], side) => {
        const [nextX, nextY] = ring[(side + 1) % 4]!;
        return Array.from(
          { length: 6 },
          (_, step) => `${(x + ((nextX - x) * step) / 6).toFixed(1)} ${(y + ((nextY - y) * step) / 6).toFixed(1)}`,
        );
      });
      const colour = CLASSES[Math.min(5, Math.floor((column / columns + random() * 0.4) * 4.4))];
      paths.push(`<path fill="${colour}" stroke="#ffffff" stroke-width="0.6" d="M${points.join('L')}Z"/>`);
    }
  const names = ['Bourg-la-Reine', 'Saint-Martin-lez-Tatinghem', 'Le Port', 'Haute-Ville', 'Beaumont']
    .map(
      (name, index) =>
        `<text x="${120 + index * 180}" y="${150 + ((index * 271) % 560)}" font-size="15" fill="#14232b" font-family="Atkinson Hyperlegible Next" stroke="#ffffff" stroke-width="3" paint-order="stroke">${name}</text>`,
    )
    .join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${paths.join('')}${names}</svg>`;
  return { svg, size: { width, height } };
}

const people = (id: string, count: number) => sampleFigure(id, count, 'inhabitants', `${formatNumber(count)} habitants`);

export function drawMap(index: number, polygons = 900): MapBlock {
  const random = seeded(index + 1);
  const id = `carte-${index}`;
  const far = people(`people-far.${id}@departement:00`, Math.floor(random() * 90_000));
  const legend: LegendLine[] = CLASSES.map((colour, level) => ({
    label: [
      text(level === 0 ? 'moins de ' : 'plus de '),
      shown(sampleFigure(`break.${id}.${level}`, level * 5 + 5, 'min', `${level * 5 + 5}\u00a0min`)),
    ],
    ...{ colour, hatched: false, diameter: null },
    communes: sampleFigure(`map.${id}.${level}.communes`, 40 + level, 'communes', String(40 + level)),
    people: people(`map.${id}.${level}.people`, Math.floor(random() * 400_000)),
  }));
  legend.push({ label: [text('zone grise')], colour: null, hatched: true, diameter: null, communes: null, people: null });
  return {
    ...{ kind: 'map', mapId: id, title: [text('Où les services du quotidien sont-ils loin des habitants ?')] },
    headline: [
      shown(far),
      text(' vivent à plus de '),
      shown(sampleFigure(`limit.${id}`, 7, 'min', '7\u00a0min')),
      text(' du service le plus proche.'),
    ],
    comment: [
      text(
        'Les temps sont ceux de la route, en voiture, hors heures de pointe. Les communes hachurées cumulent éloignement et faible offre.',
      ),
    ],
    ...drawCommunes(polygons, index + 1),
    ...{
      alternative: 'Carte des communes selon le temps d’accès : l’est est plus loin que l’ouest.',
      legendTitle: [text('Minutes, en voiture')],
      legend,
    },
    bivariate:
      index % 5 === 4
        ? {
            across: side('Éloignement', ['près', 'moyen', 'loin']),
            up: side('Besoin', ['faible', 'moyen', 'fort']),
            colours: ['#e8e8e8', '#b5c0da', '#6c83b5', '#b8d6be', '#90b2b3', '#567994', '#73ae80', '#5a9178', '#2a5a5b'],
          }
        : null,
    credits: [text('Sources : base permanente des équipements, recensement de la population, réseau routier.')],
  };
}

/** `count` maps, A3, one chapter of a few words every ten. */
export function drawAtlas(count: number, polygons = 900): MaillageDocument {
  const blocks = Array.from({ length: count }, (_, index): Block[] => {
    const chapter: Block[] = [
      { kind: 'heading', level: 1, id: `chapitre-${index}`, content: [text('Qui est loin de quoi ?')] },
      {
        kind: 'paragraph',
        content: [text('Ce chapitre montre, service après service, combien d’habitants doivent faire un long trajet, et où ils vivent.')],
      },
    ];
    return [...(index % 10 === 0 ? chapter : []), drawMap(index, polygons)];
  }).flat();
  return sampleDocument({
    documentKind: 'atlas',
    title: 'Atlas cartographique',
    paper: 'a3-landscape',
    blocks: [...blocks, ...drawIndex(count)],
  });
}

function drawIndex(count: number): Block[] {
  const rows = Array.from({ length: count }, (_, index): Inline[][] => [
    [{ kind: 'reference', text: `Carte ${index + 1}` }],
    [text('Où les services du quotidien sont-ils loin ?')],
  ]);
  const columns = [
    { label: 'Carte', unit: '', align: 'left' as const },
    { label: 'Question', unit: '', align: 'left' as const, weight: 5 },
  ];
  return [
    { kind: 'heading', level: 1, id: 'index', content: [text('Index des cartes')] },
    { kind: 'table', caption: [text('Cartes de l’atlas')], columns, rows, totals: null, note: null },
  ];
}

const SENTENCES = [
  'Les habitants des communes rurales font les plus longs trajets, et ceux du littoral les plus courts.',
  'La présence d’un guichet ne dit rien de ses horaires : ils sont relevés à part, et manquent souvent.',
  'Les bourgs-centres portent l’essentiel de l’offre ; leur fragilité serait celle de tout leur bassin.',
  'Un temps moyen cache ceux qui n’ont pas de voiture, et qui sont aussi ceux qui ont le plus besoin des services publics.',
];

/** A diagnosis of `chapters` themes: prose, key figures, tables, charts and maps, about four pages each. */
export function drawDiagnosis(chapters: number, polygons = 900): MaillageDocument {
  const blocks = Array.from({ length: chapters }, (_, index) => drawChapter(index, polygons)).flat();
  return sampleDocument({
    title: 'Diagnostic de l’accès aux services',
    subtitle: 'Schéma d’amélioration de l’accessibilité des services au public',
    blocks,
  });
}

function drawChapter(index: number, polygons: number): Block[] {
  const random = seeded(1000 + index);
  const share = (id: string) => {
    const value = random();
    return sampleFigure(`share.${id}.${index}@departement:00`, value, 'ratio', formatRatioAsPercent(value));
  };
  const paragraph = (at: number): Block => ({
    kind: 'paragraph',
    content: [
      shown(share(`p${at}`)),
      text(' des habitants sont concernés. '),
      text([0, 1, 2, 3].map((step) => SENTENCES[(at + step) % 4]).join(' ')),
    ],
    ...(at === 2 ? { review: { reasons: ['Part loin : 4,2\u00a0% est devenu 1,2\u00a0%.', '« plus forte » n’est plus vrai.'] } } : {}),
  });
  const rows = Array.from({ length: 30 }, (_, row): Inline[][] => [
    [{ kind: 'reference', text: `${String(62000 + row)} Saint-Martin-lez-Tatinghem` }],
    ...[1, 2, 3].map((column) => [shown(share(`t${row}-${column}`))]),
    row % 7 === 3 ? [text('non renseigné')] : [shown(people(`people.${index}.${row}`, Math.floor(random() * 50_000)))],
  ]);
  return [
    { kind: 'heading', level: 1, id: `theme-${index}`, content: [text('L’accès aux services du quotidien')] },
    {
      kind: 'keyFigures',
      items: ['a', 'b', 'c'].map((id) => ({ figure: share(id), label: [text('des habitants vivent loin de tout service de proximité')] })),
    },
    ...[0, 1, 2].map(paragraph),
    { kind: 'heading', level: 2, id: `ou-${index}`, content: [text('Où sont les plus éloignés ?')] },
    paragraph(3),
    drawMap(index, polygons),
    paragraph(4),
    { kind: 'heading', level: 2, id: `table-${index}`, content: [text('Commune par commune')] },
    {
      ...{ kind: 'table', caption: [text('Part des habitants éloignés, par commune')], totals: null },
      columns: ['Commune', 'Proximité', 'Intermédiaires', 'Supérieurs', 'Population'].map((label, column) => ({
        ...{ label, unit: '', align: column === 0 ? ('left' as const) : ('right' as const), weight: column === 0 ? 2 : 1 },
      })),
      ...{ rows, note: [text('Source : dessin.')] },
    },
    {
      ...{ kind: 'chart', caption: [text('Les plus éloignés')], unit: '%', alternative: 'Barres : cinq territoires et la référence.' },
      bars: ['Bourg', 'Ferme', 'Saint-Martin-lez-Tatinghem', 'Le Port', 'Département'].map((label, bar) => ({
        label: [text(label)],
        figure: share(`bar${bar}`),
        isReference: bar === 4,
      })),
    },
    paragraph(5),
    { kind: 'heading', level: 2, id: `agir-${index}`, content: [text('Ce qui change')] },
    paragraph(6),
    { kind: 'callout', tone: index % 2 === 0 ? 'finding' : 'warning', title: [text('À retenir')], blocks: [paragraph(1)] },
    drawMap(index + 500, polygons),
  ];
}
