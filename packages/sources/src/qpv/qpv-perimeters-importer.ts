import { DomainError } from '@maillage/domain/errors.ts';
import type { QpvPerimeter } from '@maillage/domain/sources/records.ts';
import { departementOfCommune } from '@maillage/domain/territories/codes.ts';
import { z } from 'zod';
import type { ImportScope, SourceImporter } from '../importer.ts';
import { readAreaCode } from '../indicator-tables/area-code.ts';
import { addOutcome, type RowOutcome } from '../indicator-tables/row-tally.ts';
import { createTally } from '../tables/tally.ts';
import { departementOfQpv, type QpvGeneration, qpvGenerationOf, splitCodes } from './qpv-code.ts';

const position = z.array(z.number()).min(2);
const ring = z.array(position).min(4);
const geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)).min(1) }),
]);
const collection = z.object({ type: z.literal('FeatureCollection'), features: z.array(z.unknown()) });
const feature = z.object({ properties: z.record(z.string(), z.unknown()), geometry: z.unknown() });

/** A control character of Latin-1, or the mark of a byte that could not be decoded: « N\u009cux » for « Nœux ». */
const BAD_CHARACTER = /[\u0080-\u009f\ufffd]/;

interface Shape {
  perimeter: QpvPerimeter;
  codes: string[];
  generation: QpvGeneration;
}

/**
 * Perimeters of QPV in GeoJSON: the official file has one shape per QPV, some copies merge those of a commune in one
 * shape, which then has no code of its own. An incomplete file is normal; the notice says what it holds.
 */
export const qpvPerimetersImporter: SourceImporter = {
  sourceId: 'anct-qpv-perimetres',
  parserVersion: 1,
  recognise(probe) {
    const hasCode = probe.columns.some((column) => column.toLowerCase() === 'code_qp');
    return probe.format === 'geojson' && hasCode ? { vintage: null, cogYear: null } : null;
  },
  async importFile(file, scope) {
    const parsed = collection.safeParse(await file.json());
    if (!parsed.success) {
      const message = `Le fichier ${file.path} n’est pas une collection GeoJSON (FeatureCollection) : exportez les périmètres en GeoJSON, en longitude et latitude.`;
      throw new DomainError('file-unreadable', message, { path: file.path });
    }
    const tally = createTally();
    const shapes = new Map<string, Shape>();
    const badLabels = new Set<string>();
    for (const [index, raw] of parsed.data.features.entries()) {
      const read = readFeature(raw, scope, badLabels);
      let outcome: RowOutcome = 'record';
      if ('outcome' in read) outcome = read.outcome;
      else {
        const key = `${read.codes.join()} ${read.perimeter.communeCode}`;
        const earlier = shapes.get(key);
        if (earlier === undefined) shapes.set(key, read);
        else if (JSON.stringify(earlier) !== JSON.stringify(read))
          outcome = { reject: `le quartier ${read.codes.join(', ')} figure déjà plus haut avec un autre contour` };
      }
      // A GeoJSON has no useful line numbers: the reason names the rank of the shape.
      addOutcome(tally, null, typeof outcome === 'string' ? outcome : { reject: `forme n° ${index + 1} : ${outcome.reject}` });
    }
    const all = [...shapes.values()];
    const generations = [...new Set(all.map(({ generation }) => generation))].sort((a, b) => b - a);
    return {
      sourceId: 'anct-qpv-perimetres',
      tally: tally.result(),
      notices: noticesOf(all, badLabels),
      datasets: generations.map((generation) => ({
        kind: 'qpv-perimeters' as const,
        vintage: generation,
        cogYear: null,
        records: all.filter((shape) => shape.generation === generation).map(({ perimeter }) => perimeter),
      })),
    };
  },
};

function readFeature(raw: unknown, scope: ImportScope, badLabels: Set<string>): Shape | { outcome: RowOutcome } {
  const refuse = (reject: string) => ({ outcome: { reject } });
  const parsed = feature.safeParse(raw);
  if (!parsed.success) return refuse('sans propriétés');
  const text = (name: string) => {
    const entry = Object.entries(parsed.data.properties).find(([key]) => key.toLowerCase() === name);
    return typeof entry?.[1] === 'string' || typeof entry?.[1] === 'number' ? String(entry[1]).trim() : '';
  };
  const codes = splitCodes(text('code_qp'));
  const generation = codes.map(qpvGenerationOf).find((one) => one !== null) ?? null;
  if (generation === null || !codes.every((code) => qpvGenerationOf(code) === generation))
    return refuse(`code de quartier non reconnu : « ${text('code_qp').slice(0, 40)} »`);
  const communeCodes = splitCodes(text('insee_com')).filter((code) => typeof readAreaCode(code, 'commune') === 'string');
  const departements = communeCodes.length > 0 ? communeCodes.map(departementOfCommune) : codes.map(departementOfQpv);
  if (scope.departementCodes !== null && !departements.some((code) => scope.departementCodes?.has(code)))
    return { outcome: 'out-of-scope' };
  const shape = geometry.safeParse(parsed.data.geometry);
  if (!shape.success) return refuse('le contour n’est ni un polygone ni un multipolygone complet');
  const polygons = shape.data.type === 'Polygon' ? [shape.data.coordinates] : shape.data.coordinates;
  const inDegrees = ([lon = Number.NaN, lat = Number.NaN]: number[]) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
  if (!polygons.every((rings) => rings.every((points) => points.every(inDegrees))))
    return refuse('les coordonnées ne sont pas des degrés : exportez le fichier en WGS 84 (EPSG:4326)');
  for (const label of [text('lib_qp'), text('nom_qp'), text('lib_com')]) if (BAD_CHARACTER.test(label)) badLabels.add(label);
  const perimeter: QpvPerimeter = {
    code: codes.length === 1 ? (codes[0] ?? null) : null,
    communeCode: communeCodes.length === 1 ? (communeCodes[0] ?? null) : null,
    label: text('lib_qp') || text('nom_qp') || null,
    geometry: shape.data,
  };
  return { perimeter, codes, generation };
}

function noticesOf(shapes: readonly Shape[], badLabels: ReadonlySet<string>): string[] {
  const codeCount = new Set(shapes.flatMap(({ codes }) => codes)).size;
  const mergedCount = shapes.filter(({ codes }) => codes.length > 1).length;
  const notices = [`Le fichier donne ${shapes.length} contours, pour ${codeCount} quartiers.`];
  if (mergedCount > 0)
    notices.push(`${mergedCount} contours réunissent plusieurs quartiers d’une commune : ils ne sont rattachés à aucun en particulier.`);
  for (const label of badLabels)
    notices.push(`Un nom contient un caractère abîmé, gardé tel quel : « ${label.replace(new RegExp(BAD_CHARACTER, 'g'), '\ufffd')} ».`);
  return notices;
}
