/** The tables as Kysely sees them: domain types with the run they belong to. Columns are snake_case, names here camelCase. */

import type { Level, PlanOwner } from '@maillage/domain/accounts/rights.ts';
import type { DocumentFormat, DocumentKind } from '@maillage/domain/documents/document.ts';
import type { DraftMode } from '@maillage/domain/documents/draft.ts';
import type { WrittenFigures } from '@maillage/domain/documents/prose.ts';
import type { NeedIndicatorId } from '@maillage/domain/indicators/need-indicators.ts';
import type { InventoryPlace } from '@maillage/domain/inventory/inventory.ts';
import type { JobView } from '@maillage/domain/jobs/job.ts';
import type { ActionSheet } from '@maillage/domain/plans/plan.ts';
import type { PlanHeading } from '@maillage/domain/plans/plan-heading.ts';
import type { HistoryEntry } from '@maillage/domain/plans/plan-view.ts';
import type {
  CentreResult,
  NeedComponentValue,
  NeedResult,
  RangeAccess,
  ServiceResult,
  TerritoryFigure,
} from '@maillage/domain/runs/results.ts';
import type { RunManifest } from '@maillage/domain/runs/run-manifest.ts';
import type { SchemeAct } from '@maillage/domain/schemes/procedure.ts';
import type { FranceServicesSite, IndicatorValue, Qpv, QpvPerimeter, Station } from '@maillage/domain/sources/records.ts';
import type { Commune, Territory } from '@maillage/domain/territories/territory.ts';
import type { ColumnType, Generated } from 'kysely';

/** Rows of a run, in the order in which the run gave them. */
export type OfRun<Row> = Row & { runId: string; position: number };

/** A json column: parsed when read, text when written. */
type Json<T> = ColumnType<T, string, string>;
/** A moment: a Date when read, an ISO text when written. */
type Moment = ColumnType<Date, string, string>;

export interface RunRow {
  id: string;
  departementCode: string;
  departementName: string;
  fictional: boolean;
  cogYear: number;
  engineVersion: string;
  manifest: Json<RunManifest>;
  communeCount: number;
  populationCount: number | null;
  travelMethod: RunManifest['travelMethod'];
  accessSha256: string;
  geometrySha256: string;
  comparison: ColumnType<unknown, string | null, string | null>;
  publishedAt: Moment;
}

export interface JobRow {
  id: string;
  position: Generated<string>;
  kind: JobView['kind'];
  title: string;
  payload: Json<unknown>;
  singletonKey: string;
  state: JobView['state'];
  stepName: Generated<string>;
  progressRatio: number | null;
  message: string | null;
  runId: string | null;
  attempt: Generated<number>;
  startedAt: ColumnType<Date | null, string | null, string | null>;
  endedAt: ColumnType<Date | null, string | null, string | null>;
}

export interface TaskRow {
  key: string;
  kind: string;
  result: Json<unknown>;
  fileSha256s: Json<string[]>;
  engineVersion: string;
  finishedAt: ColumnType<Date, string | undefined, never>;
}

export interface HistoryRow {
  position: Generated<string>;
  schemeId: string;
  record: HistoryEntry['record'];
  recordId: string;
  version: number;
  act: HistoryEntry['act'];
  authorId: string;
  happenedAt: Moment;
  before: ColumnType<unknown, string | null, never>;
  after: ColumnType<unknown, string | null, never>;
}

/** A section of a document about a territory, in a scheme. */
export interface SectionKey {
  schemeId: string;
  documentKind: DocumentKind;
  territoryKind: string;
  territoryCode: string;
  sectionId: string;
}

export interface Database {
  'res.run': RunRow;
  'ref.commune': OfRun<Commune>;
  'ref.territory': OfRun<Territory>;
  'ref.qpv': OfRun<Qpv>;
  'ref.qpvPerimeter': OfRun<QpvPerimeter>;
  'ref.franceServicesSite': OfRun<FranceServicesSite>;
  'ref.station': OfRun<Station>;
  'ref.extraIndicator': OfRun<IndicatorValue>;
  'res.service': OfRun<ServiceResult>;
  'res.rangeAccess': OfRun<RangeAccess>;
  'res.centre': OfRun<CentreResult>;
  'res.need': OfRun<NeedResult & { indicator: NeedIndicatorId }>;
  'res.needComponent': OfRun<NeedComponentValue>;
  'res.diagnosis': { runId: string; position: number; content: ColumnType<unknown, string, string> };
  'res.chapter': { runId: string; position: number; name: string; content: ColumnType<unknown, string, string> };
  'res.place': OfRun<InventoryPlace>;
  'res.territoryFigure': OfRun<TerritoryFigure>;
  'app.servedRun': { departementCode: string; runId: string; servedAt: Moment };
  'app.task': TaskRow;
  'app.job': JobRow;
  'app.documentEdition': {
    key: string;
    schemeId: string;
    documentKind: DocumentKind;
    territoryKind: string;
    territoryCode: string;
    format: DocumentFormat;
    withDrafts: boolean;
    runId: string;
    /** The frozen texts of the staff; null when there was none. */
    draftsSha256: string | null;
    fileSha256: string;
    madeAt: ColumnType<Date, string | undefined, never>;
    askedAt: ColumnType<Date, string | undefined, string>;
  };
  'app.scheme': { id: string; departementCode: string; kind: string };
  'app.plan': { schemeId: string; content: Json<PlanHeading>; version: number; updatedAt: Moment };
  'app.actionSheet': {
    schemeId: string;
    id: string;
    content: Json<ActionSheet>;
    version: number;
    updatedAt: Moment;
    deletedAt: ColumnType<Date | null, string | null, string | null>;
  };
  'app.sheetValidation': {
    schemeId: string;
    sheetId: string;
    version: number;
    owner: PlanOwner;
    authorId: string;
    validatedAt: Moment;
  };
  'app.sheetComment': {
    id: string;
    schemeId: string;
    sheetId: string;
    authorId: string;
    commentedAt: Moment;
    content: string;
    deletedAt: ColumnType<Date | null, string | null, string | null>;
  };
  'app.sheetDocument': {
    id: string;
    schemeId: string;
    sheetId: string;
    name: string;
    sizeBytes: number;
    sha256: string;
    authorId: string;
    addedAt: Moment;
    deletedAt: ColumnType<Date | null, string | null, string | null>;
  };
  'app.planHistory': HistoryRow;
  'app.schemeAct': {
    position: Generated<string>;
    schemeId: string;
    content: ColumnType<SchemeAct | null, string | null, never>;
    cancels: string | null;
    authorId: string;
    recordedAt: Moment;
  };
  'app.documentSection': SectionKey & {
    content: string | null;
    mode: DraftMode;
    written: ColumnType<WrittenFigures, string, string>;
    version: number;
    authorId: string;
    savedAt: Moment;
  };
  'app.documentSectionHistory': SectionKey & {
    position: Generated<string>;
    version: number;
    authorId: string;
    happenedAt: Moment;
    before: string | null;
    after: string | null;
  };
  'app.rightsGrant': {
    id: string;
    personId: string;
    schemeId: string;
    part: string;
    level: Level;
    organisation: string;
    owner: PlanOwner | null;
    grantedBy: string;
    grantedAt: Moment;
  };
  'app.invitation': {
    id: string;
    tokenHash: string;
    email: string;
    schemeId: string;
    part: string;
    level: Level;
    organisation: string;
    owner: PlanOwner | null;
    invitedBy: string;
    invitedAt: Moment;
    expiresAt: Moment;
    acceptedAt: ColumnType<Date | null, string | null, string | null>;
    revokedAt: ColumnType<Date | null, string | null, string | null>;
  };
  'app.reminderChoice': { personId: string; wanted: boolean; chosenAt: Moment };
  'app.reminder': {
    schemeId: string;
    personId: string;
    key: string;
    claimedAt: Moment;
    sentAt: ColumnType<Date | null, string | null, string | null>;
  };
  'app.auditEntry': { position: Generated<string>; happenedAt: Moment; actorId: string; action: string; target: string; status: number };
  /** Of the sign-in library: read here for names alone. */
  'auth.user': { id: string; name: string; email: string; twoFactorEnabled: boolean | null; createdAt: Moment };
  'auth.session': { id: string; userId: string; createdAt: Moment; expiresAt: Moment; ipAddress: string | null; userAgent: string | null };
  'auth.verification': { id: string; expiresAt: Moment };
  'app.file': { sha256: string; bytes: Uint8Array };
}
