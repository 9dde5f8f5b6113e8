import { apiPaths } from '@maillage/domain/api/paths.ts';
import type { AtlasDeclaration, AtlasMap } from '@maillage/domain/atlas/atlas.ts';
import type { FigureDefinition, FigureSeries } from '@maillage/domain/figures/figure.ts';
import { formatDate } from '@maillage/domain/format.ts';
import { typeset } from '@maillage/domain/typography.ts';
import { buildBivariateDescription, sayCorner } from '@maillage/maps/bivariate.ts';
import { findGreyZoneThreshold } from '@maillage/maps/grey-zone-threshold.ts';
import { buildMapDescription, type MapDescription } from '@maillage/maps/map-description.ts';
import type { MapTheme } from '@maillage/maps/palettes.ts';
import { drawMap, drawThumbnail, type MapTopology, type SvgMapInput } from '@maillage/maps/svg/draw-map.ts';
import { writeFeatures } from '../export/build-geojson.ts';
import type { ExportTable } from '../export/table.ts';
import { number, round, text } from '../export/table.ts';
import { formatCsv } from '../export/write-csv.ts';
import { buildFigureEvolution } from '../views/figure-evolution.ts';
import { buildFigureSeries } from '../views/figure-series.ts';
import type { IndexedRun } from '../views/run-rows.ts';

/** What a picture is made from, besides the figures of the run. */
export interface AtlasPicture {
  /** The shapes that the run published. */
  geometry: Uint8Array;
  theme: MapTheme;
}

// Written by `buildGeometry` and published with the run: the shape is ours.
export const readTopology = (geometry: Uint8Array) => JSON.parse(new TextDecoder().decode(geometry)) as MapTopology;

export type DeclaredMap = AtlasDeclaration['maps'][number];

/** The maps of the atlas for a run, in their order, each with its addresses. A figure that the run does not know is told, not hidden. */
export function listAtlasMaps(run: IndexedRun, { themes, maps }: AtlasDeclaration, hasBefore: boolean): AtlasMap[] {
  const runId = run.facts.manifest.id;
  const labelOf = new Map(themes.map(({ id, label }) => [id, label]));
  return maps.map(({ id, theme, title, figure, crossedWith = null, comment }) => {
    const known = run.figures.get(figure);
    const second = crossedWith === null ? known : run.figures.get(crossedWith);
    const file = (suffix: string) => apiPaths.mapFile(runId, `${id}${suffix}`);
    return {
      ...{ id, theme, themeLabel: labelOf.get(theme) ?? theme, title, comment, figure, crossedWith },
      style: crossedWith === null ? (known?.style ?? 'sequential') : 'bivariate',
      available: (known?.available ?? false) && (second?.available ?? false),
      missingReason:
        known === undefined || second === undefined
          ? `Ce calcul n’a pas l’indicateur « ${known === undefined ? figure : crossedWith} » : vérifiez l’entrée de l’atlas.`
          : (known.missingReason ?? second.missingReason),
      estimated: (known?.estimated ?? false) || (second?.estimated ?? false),
      dataUrl: file('.csv'),
      geojsonUrl: file('.geojson'),
      imageUrl: file('.svg'),
      thumbnailUrl: file('-vignette.svg'),
      evolutionUrl: hasBefore && crossedWith === null && known !== undefined && known.unit !== 'level' ? file('-evolution.svg') : null,
      pageUrl: `/cartes/${id}`,
      methodUrl: known === undefined ? '/methode' : `/methode/${known.methodNote}`,
    };
  });
}

/** What a map is drawn from. A figure that the run does not know is drawn all missing. */
function readMap(
  run: IndexedRun,
  { figure: figureId, title }: Pick<DeclaredMap, 'figure' | 'title'>,
): { series: FigureSeries; figure: FigureDefinition } {
  if (run.figures.has(figureId)) {
    const series = buildFigureSeries(run, figureId);
    return { series, figure: series.figure };
  }
  const unknown: FigureDefinition = {
    ...{ id: figureId, theme: 'user', title, description: title, unit: 'count', decimals: 0, breaks: [], style: 'sequential', formula: '' },
    ...{ parameters: [], sourceIds: [], methodNote: 'atlas', estimated: false, error: null, available: false, missingReason: null },
  };
  const communes = run.ownCommunes.map(({ code }) => ({ code, value: null, status: 'missing' as const }));
  const headline = 'Cet indicateur n’est pas dans ce calcul.';
  return { figure: unknown, series: { runId: run.facts.manifest.id, figure: unknown, communes, headline, references: [] } };
}

/** A declared map with all that it shows, before it is drawn. */
export interface DrawnMap {
  map: DeclaredMap;
  description: MapDescription;
  /** Value of each commune by code. */
  values: ReadonlyMap<string, number | null>;
  series: FigureSeries;
  /** The figure, and the one that it is crossed with. */
  figures: FigureDefinition[];
  /** The answer in a sentence. */
  headline: string;
}

export function readDrawnMap(run: IndexedRun, map: DeclaredMap, theme: MapTheme): DrawnMap {
  const { series, figure } = readMap(run, map);
  const populations = new Map(run.ownCommunes.map(({ code, populationCount }) => [code, populationCount]));
  const second = map.crossedWith === undefined ? null : readMap(run, { figure: map.crossedWith, title: map.title });
  const description =
    second === null
      ? buildMapDescription({
          ...{ figure, communes: series.communes, theme, populations },
          greyZoneThreshold: findGreyZoneThreshold(figure.id, run.facts.manifest.parameters),
        })
      : buildBivariateDescription({
          across: { figure, communes: series.communes },
          up: { figure: second.figure, communes: second.series.communes },
          ...{ populations, theme },
        });
  return {
    ...{ map, description, series },
    values: new Map(series.communes.map(({ code, value }) => [code, value])),
    figures: second === null ? [figure] : [figure, second.figure],
    headline: second === null ? series.headline : sayCorner(description),
  };
}

function prepare(run: IndexedRun, map: DeclaredMap, { geometry, theme }: AtlasPicture) {
  const { description, values, figures, headline } = readDrawnMap(run, map, theme);
  const input: SvgMapInput = { ...{ description, values, theme }, towns: townsOf(run), topology: readTopology(geometry) };
  return { input, headline, figures };
}

/** What moved since the run before, as a diverging map. Throws `figure-not-found` when either run lacks the figure. */
export function drawAtlasEvolution(before: IndexedRun, run: IndexedRun, map: DeclaredMap, { geometry, theme }: AtlasPicture): string {
  const { figure, communes, headline, before: old } = buildFigureEvolution(before, run, map.figure);
  const { manifest, publishedAt } = run.facts;
  const input: SvgMapInput = {
    description: buildMapDescription({
      ...{ figure, communes, theme },
      populations: new Map(run.ownCommunes.map(({ code, populationCount }) => [code, populationCount])),
    }),
    values: new Map(communes.map(({ code, value }) => [code, value])),
    ...{ towns: townsOf(run), topology: readTopology(geometry), theme },
  };
  return drawMap(input, {
    title: typeset(`Ce qui a changé : ${map.title}${manifest.fictional ? ' (fictif)' : ''}`),
    subtitle: headline,
    comment: typeset(figure.description),
    credits: [
      typeset(
        `${manifest.departementName}. Maillage, calcul ${manifest.id} du ${formatDate(publishedAt)} moins calcul ${old.runId} du ${formatDate(old.publishedAt)}.`,
      ),
    ],
  });
}

export const townsOf = (run: IndexedRun) =>
  run.ownCommunes.map(({ code, name, lon, lat, populationCount }) => ({ code, name, lon, lat, population: populationCount }));

/** The map whole, as SVG text. */
export function drawAtlasMap(run: IndexedRun, map: DeclaredMap, drawn: AtlasPicture): string {
  const { input, headline, figures } = prepare(run, map, drawn);
  const { manifest, publishedAt } = run.facts;
  const sources = manifest.sources
    .filter(({ id }) => figures.some(({ sourceIds }) => sourceIds.includes(id)))
    .map(({ title, producer }) => `${title} (${producer})`);
  const error = figures.find((figure) => figure.error !== null)?.error ?? null;
  const credits = [
    ...(sources.length === 0 ? [] : [`Sources : ${sources.join(' ; ')}.`]),
    `${manifest.departementName}. Maillage, calcul ${manifest.id} du ${formatDate(publishedAt)}, géographie ${manifest.cogYear}.${error === null ? '' : ` ${error}`}`,
  ];
  return drawMap(input, {
    title: typeset(manifest.fictional ? `${map.title} (fictif)` : map.title),
    subtitle: typeset(headline),
    comment: typeset(map.comment),
    credits: credits.map(typeset),
  });
}

export const drawAtlasThumbnail = (run: IndexedRun, map: DeclaredMap, drawn: AtlasPicture): string =>
  drawThumbnail(prepare(run, map, drawn).input);

/** The values of a map with the names of communes. */
function tableOf(run: IndexedRun, map: DeclaredMap): ExportTable {
  const { series, figure } = readMap(run, map);
  const values = new Map(series.communes.map((one) => [one.code, one]));
  const second = map.crossedWith === undefined ? null : readMap(run, { figure: map.crossedWith, title: map.title });
  const secondValues = new Map(second?.series.communes.map((one) => [one.code, one]));
  return {
    name: map.id,
    columns: [
      text('commune_code'),
      text('name'),
      number('population_count'),
      text('figure'),
      number('value'),
      text('unit'),
      text('status'),
      ...(second === null ? [] : [text('crossed_figure'), number('crossed_value'), text('crossed_unit'), text('crossed_status')]),
    ],
    *rows() {
      for (const { code, name, populationCount } of run.ownCommunes) {
        const found = values.get(code);
        const row = [code, name, populationCount, figure.id, round(found?.value ?? null, 6), figure.unit, found?.status ?? 'missing'];
        if (second === null) yield row;
        else {
          const crossed = secondValues.get(code);
          yield [...row, second.figure.id, round(crossed?.value ?? null, 6), second.figure.unit, crossed?.status ?? 'missing'];
        }
      }
    },
  };
}

export const writeAtlasCsv = (run: IndexedRun, map: DeclaredMap): string => formatCsv(tableOf(run, map));

/** The same with the outlines of the communes. */
export function writeAtlasGeojson(run: IndexedRun, map: DeclaredMap, geometry: Uint8Array): string {
  const table = tableOf(run, map);
  const names = table.columns.map(({ name }) => name);
  const rowOf = new Map(
    [...table.rows()].map((row) => [row[0], Object.fromEntries(names.map((name, index) => [name, row[index] ?? null]))]),
  );
  return writeFeatures(readTopology(geometry), (code) => rowOf.get(code));
}
