import { z } from 'zod';
import { NEED_INDICATORS } from '../indicators/need-indicators.ts';

/** Two components this correlated, either way, say the same thing: one would do (methods §6.3). */
export const REDUNDANT_CORRELATION = 0.9;

/** How much the ranking of an indicator owes to its components and to the way they are made comparable. */
export const needSensitivity = z.object({
  indicator: z.enum(NEED_INDICATORS),
  drawCount: z.number(),
  seed: z.number(),
  /** Spearman's correlation with the ranking published, without each component; null when it cannot be told. */
  withoutComponent: z.array(z.object({ componentId: z.string(), correlation: z.number().nullable() })),
  withNormalisation: z.array(z.object({ normalisation: z.string(), correlation: z.number().nullable() })),
  /** Each pair of components that describe communes (Pearson’s r); null when it cannot be told. */
  correlations: z.array(z.object({ first: z.string(), second: z.string(), correlation: z.number().nullable() })),
});
export type NeedSensitivity = z.infer<typeof needSensitivity>;

export const typologyRow = z.object({
  kind: z.enum(['commune', 'epci']),
  territoryCode: z.string(),
  /** From 1; null where too little is known of the territory. */
  class: z.number().int().nullable(),
  label: z.string().nullable(),
});
export type TypologyRow = z.infer<typeof typologyRow>;
export const typologySummary = z.object({
  kind: z.enum(['commune', 'epci']),
  classCount: z.number(),
  /** Share of the differences between territories that the classes hold, 0 to 1. */
  betweenRatio: z.number(),
  meanSilhouette: z.number(),
  variables: z.array(z.string()),
});
export type TypologySummary = z.infer<typeof typologySummary>;

export const testTerritory = z.object({
  rank: z.number().int(),
  kind: z.enum(['commune', 'epci']),
  territoryCode: z.string(),
  name: z.string(),
  type: z.string(),
  /** Share of the inhabitants of the Département that live in a territory which it is the nearest to. */
  representedShareRatio: z.number(),
  /** Labels that the user gives it. */
  labels: z.array(z.string()).default([]),
  /** The territory farthest from the one that represents it, among those that this one represents. */
  farthest: z.string().nullable().default(null),
});
export type TestTerritory = z.infer<typeof testTerritory>;

/** What the choice of test territories must respect, and what that costs. */
export const testConstraint = z.object({
  kind: z.enum(['label', 'one-per-epci']),
  label: z.string(),
  /** Test territories that meet it; none for the rule of one per intercommunality. */
  metBy: z.array(z.string()),
  /** How much worse the whole is represented because of it: 0.05 = 5 % farther; null when nothing can be chosen without it either. */
  costRatio: z.number().nullable(),
});
export type TestConstraint = z.infer<typeof testConstraint>;

/** What an answer row counts: one answer, those who are satisfied or dissatisfied, or those who said nothing. */
export const SURVEY_ROW_KINDS = ['answer', 'favourable', 'unfavourable', 'no-answer'] as const;
export const surveyRow = z.object({
  /** Title of the survey. */
  survey: z.string().default(''),
  question: z.string(),
  answer: z.string(),
  kind: z.enum(SURVEY_ROW_KINDS).default('answer'),
  group: z.string(),
  /** Null where too few answered for a figure: see `effectiveCount`. */
  shareRatio: z.number().nullable(),
  /** Null for voluntary questionnaires: they are expressions, not a sample. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  effectiveCount: z.number(),
});
export type SurveyRow = z.infer<typeof surveyRow>;

/** How a survey was weighted, and what its figures are worth. */
export const surveySummary = z.object({
  title: z.string(),
  vintage: z.number().nullable(),
  probabilistic: z.boolean(),
  respondentCount: z.number(),
  effectiveCount: z.number(),
  /** How many times more respondents the weights cost, before and after they are brought to the margins. */
  designEffectBefore: z.number(),
  designEffectAfter: z.number(),
  /** Half of the interval at 95 % of a share of one half; null for volunteers, or without respondent. */
  marginRatio: z.number().nullable().default(null),
  /** Respondents, weighted in the same way, that five points either way would ask for; null likewise. */
  countForFivePoints: z.number().nullable().default(null),
  margins: z.array(z.string()),
  notes: z.array(z.string()),
});
export type SurveySummary = z.infer<typeof surveySummary>;

/** What the inhabitants of a territory say of services, beside the minutes that they are from. */
export const perceivedAccess = z.object({
  survey: z.string(),
  question: z.string(),
  scopeId: z.string(),
  territory: z.string(),
  favourableRatio: z.number(),
  effectiveCount: z.number(),
  meanMinutes: z.number().nullable(),
});
export type PerceivedAccess = z.infer<typeof perceivedAccess>;

export const finding = z.object({
  id: z.string(),
  title: z.string(),
  /** What must be true in the data, in French. */
  rule: z.string(),
  /** Null when the data do not let it be told; `figures` then says what is missing. */
  holds: z.boolean().nullable(),
  figures: z.array(z.object({ label: z.string(), text: z.string() })),
  territories: z.array(z.string()),
  public: z.string(),
});
export type Finding = z.infer<typeof finding>;

/** What a run says of needs, types, neighbourhoods and opinions: read whole by its pages. */
export const diagnosis = z.object({
  needSensitivities: z.array(needSensitivity),
  typology: z.array(typologyRow),
  typologySummaries: z.array(typologySummary),
  testTerritories: z.array(testTerritory),
  /** How good the choice is: 0 = no other choice represents better; null without choice. */
  testTerritoriesGapRatio: z.number().nullable(),
  testConstraints: z.array(testConstraint).default([]),
  /** What of the typology or of the test territories could not be done as asked, in French. */
  typologyNotes: z.array(z.string()).default([]),
  survey: z.array(surveyRow),
  surveys: z.array(surveySummary).default([]),
  perceived: z.array(perceivedAccess).default([]),
  findings: z.array(finding),
  /** Why a table has no row, by name of export table, in French. */
  emptyReasons: z.record(z.string(), z.string()),
});
export type Diagnosis = z.infer<typeof diagnosis>;
