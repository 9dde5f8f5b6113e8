/**
 * The addresses of the API, written once for the server and the pages.
 *
 * | address | answer | caching |
 * | --- | --- | --- |
 * | GET /health | `health` | no |
 * | GET /api/openapi.json | the OpenAPI document, generated from these contracts | ETag |
 * | GET /api/runs | `runSummary[]`, newest first | ETag |
 * | GET /api/runs/latest | `runSummary` of the served run, 404 `no-published-run` | ETag |
 * | GET /api/runs/:runId | `runManifest` | immutable |
 * | GET /api/runs/:runId/figures | `figureDefinition[]` | immutable |
 * | GET /api/runs/:runId/figures/:figureId | `figureSeries` | immutable |
 * | GET /api/runs/:runId/figures/:figureId/evolution | `figureEvolution`: less the run before, 404 `data-missing` without one | ETag |
 * | GET /api/runs/:runId/provenance/:figureId/:territoryKind/:territoryCode | `provenance` | immutable |
 * | GET /api/runs/:runId/communes | `communeListItem[]`, own communes | immutable |
 * | GET /api/runs/:runId/communes/:code | `communePortrait` | immutable |
 * | GET /api/runs/:runId/communes/:code/services/:serviceType | `serviceAccess`: nearest, second, what if it closed | immutable |
 * | GET /api/runs/:runId/communes/:code/services/:serviceType/journeys | `roadJourneys`: the ways there by the road, 409 `data-missing` in a run without roads | immutable |
 * | GET /api/runs/:runId/isochrones?lon=&lat= | `isochrones` around a spot, 409 `data-missing` in a run without roads | no |
 * | GET /api/runs/:runId/territories | `territoryListItem[]`: EPCI, arrondissements, cantons, the Département | immutable |
 * | GET /api/runs/:runId/territories/:kind/:code | `territoryPortrait` | immutable |
 * | GET /api/runs/:runId/geometry | TopoJSON: objects `communes`, `neighbours`, `epcis`, `departement`, `qpvs` | immutable |
 * | GET /api/runs/:runId/comparison | `publishedComparison` | immutable |
 * | GET /api/runs/:runId/diagnosis | `diagnosis`: priorities, types, QPV, survey, findings | immutable |
 * | GET /api/runs/:runId/chapters/:name | a chapter: `inventory`, `accessMeasures`, `catchments`, `hierarchy`, `greyZones` | immutable |
 * | GET /api/runs/:runId/places?commune=&service=&source=&named= | `placeList` | immutable |
 * | GET /api/runs/:runId/around?lon=&lat= | `around`: the nearest places of each service around a spot | no |
 * | GET /api/runs/:runId/needs/:indicator?weights=&normalisation= | `needRanking`, with the reader’s own weights | immutable |
 * | GET /api/runs/:runId/what-if/grey-zones?scope=&services=&reference=&factor=&minimumShare= | `greyWhatIf` | immutable |
 * | GET /api/runs/:runId/what-if/access?scope=&profile=&minutes= | `accessWhatIf` | immutable |
 * | GET /api/runs/:runId/what-if/centres?thresholds=&weights= | `centreWhatIf` | immutable |
 * | GET /api/runs/:runId/change?from= | `explainedChange`: since the run before, or `from`; or why there is none | ETag |
 * | GET /api/runs/:runId/exports/:fileName | an export file (`communes.csv`, `access.csv`, `manifest.json`…) | immutable |
 * | GET /api/atlas | `atlasMap[]`: the declared maps, for the latest run | ETag |
 * | GET /api/runs/:runId/maps/:fileName?theme= | a declared map: `pharmacie.svg`, `-vignette.svg`, `-evolution.svg`, `.csv`, `.geojson` | ETag |
 * | GET /api/sources | `sourcesView` | no |
 * | POST /api/sources/files | multipart: drop a file in the data folder → `jobView` of the build that follows | owner |
 * | POST /api/sources/:sourceId/download | `{ url? }` → `jobView` | owner |
 * | POST /api/builds | `{}` → `jobView` | owner |
 * | GET /api/jobs, GET /api/jobs/:jobId | `jobView[]`, `jobView` | no |
 * | POST /api/jobs/:jobId/cancel | `jobView` | owner |
 * | GET /api/plan | `planView`: axes, organisations, sheets without their long texts | no |
 * | GET /api/plan/files/plan.json, .csv, .xlsx, .docx | the plan as a file | no |
 * | POST /api/plan/import?dryRun=&removeAbsent= | multipart → `importAnswer` | partner |
 * | PUT /api/plan/heading, POST /api/plan/bulk | `{ version }`, `bulkAnswer` | partner |
 * | GET, PUT, DELETE /api/plan/sheets/:id | `versionedSheet`; a save names the version it read | partner writes |
 * | POST /api/plan/sheets/:id/restore, /validate | `versionedSheet` | partner |
 * | GET, POST /api/plan/sheets/:id/comments | `sheetComment[]` | partner |
 * | GET, POST /api/plan/sheets/:id/documents, GET, DELETE /api/plan/sheets/:id/documents/:id | `sheetDocument[]`, the file | partner |
 * | GET /api/drafts, /api/drafts/:kind?territory= | `draftsView`, `draftView` | no |
 * | PUT /api/drafts/:kind/sections/:id, GET …/history | the staff's texts | partner |
 * | GET, POST, DELETE /api/session | `sessionView`; sign in, sign out | visitor |
 * | POST /api/session/second-factor, /api/session/link, /api/session/link/open | the code, the link by e-mail | visitor |
 * | POST /api/session/oidc, /api/session/oidc/return | by the identity provider: where to go, and what it answered | visitor |
 * | POST /api/session/oidc/accept | the invitations that wait for the address that the provider checked | visitor |
 * | POST /api/account/second-factor, GET /api/account/data, DELETE /api/account | about oneself | visitor |
 * | PUT /api/account/password, GET /api/account/sessions, DELETE /api/account/sessions/:id | one’s password and sessions | visitor |
 * | POST /api/session/password-link, /api/session/password-link/open | a new password, by a link | visitor |
 * | POST /api/invitations/read, /api/invitations/accept | an invitation, by its secret | visitor |
 * | GET /api/accounts, /api/accounts/audit, POST, DELETE /api/accounts/… | people, rights, invitations, audit | partner |
 * | GET /api/scheme | `schemeView`: state, opinions, deadlines, completeness | no |
 * | GET /api/scheme/calendar.ics | the public dates, for an agenda | ETag |
 * | GET, PUT /api/scheme/reminders | `reminderState`: whether I am reminded by mail | partner |
 * | POST /api/scheme/acts, /api/scheme/acts/:position/cancel | `schemeView` | partner |
 * | GET /api/documents, POST /api/runs/:runId/documents | `documentListItem[]`; `{ kind, format, territory? }` → `askedDocument` | visitor |
 * | GET /api/documents/:key, /api/documents/:key/figures | the document, and its `printedFigure[]` | no |
 * | GET /api/runs/:runId/documents/:kind/changes?from=, GET /api/runs/:runId/figure-search?words= | `documentChanges`, figures | no |
 * | GET /api/plan/history?sheet=&before=, /api/plan/removed | `historyEntry[]`, removed sheets | partner |
 *
 * « visitor » = anyone, from our own pages only (no other site in their name).
 * « partner » = somebody with an account and the right (`accounts/rights.ts`), or somebody at this machine.
 * « owner » = from this machine only (loopback address, loopback Host and Origin) with the header
 * `x-maillage: 1`, which a form of another site cannot send. Errors: `apiError`.
 */
import { z } from 'zod';
import type { ChapterName } from '../runs/chapters.ts';

export const apiError = z.object({
  error: z.object({ code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()) }),
});
export const health = z.object({ status: z.literal('ok'), engineVersion: z.string(), publishedRunId: z.string().nullable() });

export const OWNER_HEADER = 'x-maillage';

const run = (runId: string) => `/api/runs/${encodeURIComponent(runId)}`;
/** `epci:200069037`; null for the whole Département. */
const aboutTerritory = (territory: string | null) => (territory === null ? '' : `?territory=${encodeURIComponent(territory)}`);

export const apiPaths = {
  runs: '/api/runs',
  latestRun: '/api/runs/latest',
  run,
  figures: (runId: string) => `${run(runId)}/figures`,
  figure: (runId: string, figureId: string) => `${run(runId)}/figures/${encodeURIComponent(figureId)}`,
  evolution: (runId: string, figureId: string) => `${run(runId)}/figures/${encodeURIComponent(figureId)}/evolution`,
  provenance: (runId: string, figureId: string, kind: string, code: string) =>
    `${run(runId)}/provenance/${encodeURIComponent(figureId)}/${encodeURIComponent(kind)}/${encodeURIComponent(code)}`,
  communes: (runId: string) => `${run(runId)}/communes`,
  commune: (runId: string, code: string) => `${run(runId)}/communes/${encodeURIComponent(code)}`,
  serviceAccess: (runId: string, code: string, serviceType: string) =>
    `${run(runId)}/communes/${encodeURIComponent(code)}/services/${encodeURIComponent(serviceType)}`,
  roadJourneys: (runId: string, code: string, serviceType: string) =>
    `${run(runId)}/communes/${encodeURIComponent(code)}/services/${encodeURIComponent(serviceType)}/journeys`,
  isochrones: (runId: string, query: string) => `${run(runId)}/isochrones?${query}`,
  territories: (runId: string) => `${run(runId)}/territories`,
  territory: (runId: string, kind: string, code: string) =>
    `${run(runId)}/territories/${encodeURIComponent(kind)}/${encodeURIComponent(code)}`,
  geometry: (runId: string) => `${run(runId)}/geometry`,
  comparison: (runId: string) => `${run(runId)}/comparison`,
  diagnosis: (runId: string) => `${run(runId)}/diagnosis`,
  chapter: (runId: string, name: ChapterName) => `${run(runId)}/chapters/${name}`,
  places: (runId: string, query: string) => `${run(runId)}/places?${query}`,
  around: (runId: string, query: string) => `${run(runId)}/around?${query}`,
  greyWhatIf: (runId: string, query: string) => `${run(runId)}/what-if/grey-zones?${query}`,
  accessWhatIf: (runId: string, query: string) => `${run(runId)}/what-if/access?${query}`,
  centreWhatIf: (runId: string, query: string) => `${run(runId)}/what-if/centres?${query}`,
  change: (runId: string) => `${run(runId)}/change`,
  needRanking: (runId: string, indicator: string, query: string) => `${run(runId)}/needs/${encodeURIComponent(indicator)}?${query}`,
  atlas: '/api/atlas',
  mapFile: (runId: string, fileName: string) => `${run(runId)}/maps/${encodeURIComponent(fileName)}`,
  exportFile: (runId: string, fileName: string) => `${run(runId)}/exports/${encodeURIComponent(fileName)}`,
  sources: '/api/sources',
  sourceFiles: '/api/sources/files',
  sourceDownload: (sourceId: string) => `/api/sources/${encodeURIComponent(sourceId)}/download`,
  builds: '/api/builds',
  jobs: '/api/jobs',
  job: (jobId: string) => `/api/jobs/${encodeURIComponent(jobId)}`,
  cancelJob: (jobId: string) => `/api/jobs/${encodeURIComponent(jobId)}/cancel`,
  plan: '/api/plan',
  planFile: (format: string) => `/api/plan/files/${encodeURIComponent(`plan.${format}`)}`,
  planImport: '/api/plan/import',
  planHeading: '/api/plan/heading',
  planBulk: '/api/plan/bulk',
  planHistory: (query: string) => `/api/plan/history?${query}`,
  removedSheets: '/api/plan/removed',
  sheet: (id: string) => `/api/plan/sheets/${encodeURIComponent(id)}`,
  restoreSheet: (id: string) => `/api/plan/sheets/${encodeURIComponent(id)}/restore`,
  validateSheet: (id: string) => `/api/plan/sheets/${encodeURIComponent(id)}/validate`,
  sheetComments: (id: string) => `/api/plan/sheets/${encodeURIComponent(id)}/comments`,
  sheetDocuments: (id: string) => `/api/plan/sheets/${encodeURIComponent(id)}/documents`,
  sheetDocument: (id: string, documentId: string) =>
    `/api/plan/sheets/${encodeURIComponent(id)}/documents/${encodeURIComponent(documentId)}`,
  session: '/api/session',
  oidc: '/api/session/oidc',
  oidcReturn: '/api/session/oidc/return',
  oidcAccept: '/api/session/oidc/accept',
  secondFactor: '/api/session/second-factor',
  askLink: '/api/session/link',
  openLink: '/api/session/link/open',
  setSecondFactor: '/api/account/second-factor',
  askPasswordLink: '/api/session/password-link',
  openPasswordLink: '/api/session/password-link/open',
  password: '/api/account/password',
  ownSessions: '/api/account/sessions',
  ownSession: (id: string) => `/api/account/sessions/${encodeURIComponent(id)}`,
  accountData: '/api/account/data',
  account: '/api/account',
  accounts: '/api/accounts',
  invitations: '/api/accounts/invitations',
  invitation: (id: string) => `/api/accounts/invitations/${encodeURIComponent(id)}`,
  grant: (id: string) => `/api/accounts/grants/${encodeURIComponent(id)}`,
  audit: '/api/accounts/audit',
  readInvitation: '/api/invitations/read',
  acceptInvitation: '/api/invitations/accept',
  scheme: '/api/scheme',
  schemeActs: '/api/scheme/acts',
  calendar: '/api/scheme/calendar.ics',
  reminders: '/api/scheme/reminders',
  cancelAct: (position: number) => `/api/scheme/acts/${position}/cancel`,
  documents: '/api/documents',
  documentFile: (key: string) => `/api/documents/${key}`,
  documentFigures: (key: string) => `/api/documents/${key}/figures`,
  runDocuments: (runId: string) => `/api/runs/${runId}/documents`,
  documentChanges: (told: { fromRunId: string; toRunId: string; kind: string; territory: string | null }) =>
    `${run(told.toRunId)}/documents/${encodeURIComponent(told.kind)}/changes?from=${encodeURIComponent(told.fromRunId)}` +
    (told.territory === null ? '' : `&territory=${encodeURIComponent(told.territory)}`),
  drafts: '/api/drafts',
  draft: (kind: string, territory: string | null) => `/api/drafts/${encodeURIComponent(kind)}${aboutTerritory(territory)}`,
  draftSection: (kind: string, sectionId: string, territory: string | null) =>
    `/api/drafts/${encodeURIComponent(kind)}/sections/${encodeURIComponent(sectionId)}${aboutTerritory(territory)}`,
  draftSectionHistory: (kind: string, sectionId: string, territory: string | null) =>
    `/api/drafts/${encodeURIComponent(kind)}/sections/${encodeURIComponent(sectionId)}/history${aboutTerritory(territory)}`,
  figureSearch: (runId: string, words: string) => `${run(runId)}/figure-search?words=${encodeURIComponent(words)}`,
  openapi: '/api/openapi.json',
} as const;
