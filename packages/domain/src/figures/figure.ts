import { z } from 'zod';

/** How a figure is drawn: rates as areas of colour, counts as symbols, levels as categories. */
export const figureDefinition = z.object({
  /** For example `range-minutes.proximity`, `service-minutes.D307`, `far-share.proximity`, `centre-level`, `need.social`. */
  id: z.string(),
  theme: z.enum(['access', 'centres', 'needs', 'population', 'offer', 'user']),
  title: z.string(),
  /** What the map shows, in one sentence a mayor reads aloud. */
  description: z.string(),
  /** `points`: the difference of two ratios, held as a ratio. */
  unit: z.enum(['min', 'ratio', 'points', 'score', 'level', 'count', 'inhabitants', 'per-km2', 'euros', 'km']),
  decimals: z.number(),
  /** Fixed class breaks, shared across pages; null = computed from the values. */
  breaks: z.array(z.number()).nullable(),
  /** `far-is-dark` for minutes and needs; `categories` for levels. */
  style: z.enum(['sequential', 'diverging', 'categories', 'symbols']),
  /** The formula in French words. */
  formula: z.string(),
  /** Names of parameters that change it, with their value in this run in French. */
  parameters: z.array(z.object({ label: z.string(), value: z.string() })),
  sourceIds: z.array(z.string()),
  /** File name of the note in docs/methods, without extension. */
  methodNote: z.string(),
  estimated: z.boolean(),
  /** French sentence on the error of an estimate; null for counted figures. */
  error: z.string().nullable(),
  /** False when the data are not there: shown as missing, with the reason. */
  available: z.boolean(),
  missingReason: z.string().nullable(),
});
export type FigureDefinition = z.infer<typeof figureDefinition>;

export const figureValueStatus = z.enum(['known', 'missing', 'secret', 'unreachable', 'not_collected']);
export type FigureValueStatus = z.infer<typeof figureValueStatus>;
export const figureValue = z.object({
  code: z.string(),
  value: z.number().nullable(),
  status: figureValueStatus,
});
export type FigureValue = z.infer<typeof figureValue>;

/** A figure over the whole map: own communes, and the wider territories it is compared with. */
export const figureSeries = z.object({
  runId: z.string(),
  figure: figureDefinition,
  communes: z.array(figureValue),
  /** The answer in one sentence, with live figures: the headline above the map. */
  headline: z.string(),
  references: z.array(z.object({ kind: z.string(), code: z.string(), name: z.string(), value: z.number().nullable() })),
});
export type FigureSeries = z.infer<typeof figureSeries>;

/** « D’où vient ce chiffre ? » : all that stands behind one figure of one territory. */
export const provenance = z.object({
  runId: z.string(),
  figure: figureDefinition,
  territory: z.object({ kind: z.string(), code: z.string(), name: z.string() }),
  value: z.number().nullable(),
  status: figureValueStatus,
  /** The value as the pages print it. */
  text: z.string(),
  /** What went in: label and value already formatted, with a link inside the site when there is one. */
  inputs: z.array(z.object({ label: z.string(), text: z.string(), href: z.string().nullable() })),
  sources: z.array(
    z.object({
      title: z.string(),
      producer: z.string(),
      licence: z.string(),
      vintage: z.number().nullable(),
      path: z.string().nullable(),
      sha256: z.string().nullable(),
      url: z.string().nullable(),
    }),
  ),
  publishedAt: z.string(),
  engineVersion: z.string(),
  /** A sentence ready to copy into a document. */
  citation: z.string(),
});
export type Provenance = z.infer<typeof provenance>;
