import type { DocumentFigure, Inline, MaillageDocument } from '@maillage/domain/documents/document.ts';

/** A document with one block of each kind, over a drawn world of two communes: what renderers are tried on. */

export function sampleFigure(id: string, value: number | null, unit: string, text: string): DocumentFigure {
  return {
    ...{ id, value, unit, text, runId: 'calcul-essai' },
    origin: {
      ...{ label: `Chiffre d’essai ${id}`, figureId: null, formula: 'Compté sur le dessin.', parameters: [], methodNote: 'acces' },
      territory: { kind: 'departement', code: '00', name: 'Dessin' },
      sources: [{ title: 'Dessin', producer: 'Maillage', licence: 'EUPL-1.2', vintage: 2024 }],
      ...{ estimated: false, error: null },
    },
  };
}
const text = (words: string): Inline => ({ kind: 'text', text: words });
const shown = (figure: DocumentFigure, strong = false): Inline => ({ kind: 'figure', figure, ...(strong ? { strong } : {}) });

const FAR = sampleFigure('people-far.proximity@departement:00', 17_495, 'inhabitants', '17\u202f495 habitants');
const SHARE = sampleFigure('far-share.proximity@departement:00', 0.012, 'ratio', '1,2\u00a0%');
const LIMIT = sampleFigure('parameter.far.proximity', 7, 'min', '7\u00a0min');
const SECRET = sampleFigure('need-component.poverty@commune:00002', null, 'ratio', 'couvert par le secret statistique');
const BOURG = sampleFigure('range-minutes.proximity@commune:00001', 0, 'min', '0\u00a0min');
const FERME = sampleFigure('range-minutes.proximity@commune:00002', 15, 'min', '15\u00a0min');
const count = (id: string, value: number) => sampleFigure(id, value, 'communes', String(value));

export const SAMPLE_SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 120" width="200" height="120"><rect width="200" height="120" fill="#eef2f2"/><path d="M10 10h80v100h-80z" fill="#d6e8e4"/><path d="M90 10h100v100h-100z" fill="#0d5c63"/><text x="50" y="60" font-size="12" text-anchor="middle" font-family="Atkinson Hyperlegible Next">Bourg</text></svg>';

export function sampleDocument(overrides: Partial<MaillageDocument> = {}): MaillageDocument {
  return {
    ...{ documentKind: 'diagnostic', title: 'Diagnostic', subtitle: 'Accès aux services au public', departementName: 'Dessin' },
    territory: { kind: 'departement', code: '00', name: 'Dessin' },
    ...{ fictional: true, paper: 'a4', planVersion: null },
    run: { id: 'calcul-essai', publishedAt: '2026-01-02T10:00:00.000Z', engineVersion: '0.0.0' },
    blocks: [
      { kind: 'heading', level: 1, id: 'acces', content: [text('Qui est loin de quoi ?')] },
      {
        kind: 'keyFigures',
        items: [
          { figure: FAR, label: [text('vivent loin des services de proximité')] },
          { figure: SHARE, label: [text('de la population')] },
        ],
      },
      { kind: 'heading', level: 2, id: 'proximite', content: [text('Services de proximité')] },
      {
        kind: 'paragraph',
        content: [
          shown(FAR, true),
          text(', soit '),
          shown(SHARE),
          text(', vivent à plus de '),
          shown(LIMIT),
          text(' des services de proximité, au '),
          { kind: 'reference', text: '1er janvier 2024' },
          text('. Méthode : '),
          { kind: 'link', text: 'accès', target: { href: '/methode/acces' } },
          text('.'),
        ],
      },
      {
        kind: 'paragraph',
        content: [text('La part est '), { kind: 'stated', text: 'de 3 points <b>moindre</b> #{x} $y_1$ \\n' }, text(' qu’avant.')],
        review: { reasons: ['Part loin : 4,2\u00a0% est devenu 1,2\u00a0%.'] },
      },
      {
        kind: 'list',
        ordered: false,
        items: [
          [text('Bourg : '), shown(BOURG)],
          [text('Ferme : '), shown(FERME)],
        ],
      },
      {
        kind: 'table',
        caption: [text('Temps d’accès par commune')],
        columns: [
          { label: 'Commune', unit: '', align: 'left', weight: 2 },
          { label: 'Proximité', unit: 'min', align: 'right' },
          { label: 'Pauvreté', unit: '', align: 'right' },
        ],
        rows: [
          [[{ kind: 'reference', text: '00001 Bourg' }], [shown(BOURG)], [text('non renseigné')]],
          [[{ kind: 'reference', text: '00002 Ferme' }], [shown(FERME)], [shown(SECRET)]],
        ],
        totals: null,
        note: [text('Source : dessin.')],
      },
      {
        ...{ kind: 'map', mapId: 'proximite', title: [text('Où la proximité est-elle loin ?')] },
        headline: [shown(FAR), text(' vivent loin.')],
        ...{ comment: [text('Minutes par la route.')], svg: SAMPLE_SVG, size: { width: 200, height: 120 } },
        alternative: 'Carte de deux communes : Bourg est près, Ferme est loin.',
        legendTitle: [text('Minutes, en voiture')],
        legend: [
          {
            ...{ label: [text('moins de '), shown(LIMIT)], colour: '#d6e8e4', hatched: false, diameter: null },
            ...{ communes: count('map.proximite.class-0.communes', 1), people: FAR },
          },
          {
            ...{ label: [text('plus loin')], colour: '#0d5c63', hatched: false, diameter: null },
            ...{ communes: count('map.proximite.class-1.communes', 1), people: null },
          },
          { label: [text('zone grise')], colour: null, hatched: true, diameter: null, communes: null, people: null },
        ],
        ...{ bivariate: null, credits: [text('Source : dessin.')] },
      },
      {
        ...{ kind: 'chart', caption: [text('Minutes par commune')], unit: 'min' },
        bars: [
          { label: [text('Bourg')], figure: BOURG, isReference: false },
          { label: [text('Ferme')], figure: FERME, isReference: true },
        ],
        alternative: 'Barres : Bourg et Ferme.',
      },
      {
        ...{ kind: 'callout', tone: 'finding', title: [text('À retenir')] },
        blocks: [{ kind: 'paragraph', content: [text('Ferme est à '), shown(FERME), text('.')] }],
      },
      { kind: 'pageBreak' },
      { kind: 'heading', level: 1, id: 'methodes', content: [text('Méthodes')] },
      {
        kind: 'paragraph',
        content: [text('Voir « '), { kind: 'link', text: 'Services de proximité', target: { anchor: 'proximite' } }, text(' ».')],
      },
    ],
    ...overrides,
  };
}
