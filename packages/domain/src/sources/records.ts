/**
 * What importers hand over: plain facts in English fields, with the code of the source's own geography.
 * Conversion to the reference geography is the referential's work, never an importer's.
 */
import type { ServiceGrouping } from '../services/ranges.ts';
import type { UserIndicatorUnit } from './user-indicator-units.ts';

/** A row that could not become a record. `line` is the line of the text file from 1, or null where there is none. */
export interface Reject {
  line: number | null;
  reason: string;
}

/** rowCount = recordRowCount + outOfScopeCount + rejectCount, always: nothing is lost. */
export interface RowTally {
  rowCount: number;
  recordRowCount: number;
  /** Rows of other Départements than those asked for: read, understood and left aside. */
  outOfScopeCount: number;
  rejectCount: number;
  /** The first rejects, at most MAX_REJECT_DETAILS. */
  rejects: Reject[];
}
export const MAX_REJECT_DETAILS = 500;

export interface CogCommune {
  code: string;
  name: string;
  departementCode: string;
  regionCode: string | null;
  epciCode: string | null;
  arrondissementCode: string | null;
  cantonCode: string | null;
  populationCount: number | null;
}
/** One event of a commune: `fromCode` became (part of) `toCode` on `dateEffective` (ISO). `kind` is the INSEE MOD code. */
export interface CogMovement {
  kind: string;
  dateEffective: string;
  fromCode: string;
  toCode: string;
}
export interface NamedCode {
  code: string;
  name: string;
}
/** Rings in `lon, lat` degrees, as in GeoJSON. */
export interface CommuneBoundary {
  communeCode: string;
  name: string | null;
  geometry: { type: 'Polygon'; coordinates: number[][][] } | { type: 'MultiPolygon'; coordinates: number[][][][] };
  /** The centre that the source itself gives, when it does. */
  centre: [lon: number, lat: number] | null;
  populationCount: number | null;
}
export interface FacilityCount {
  communeCode: string;
  facilityType: string;
  facilityCount: number;
}
export type PositionQuality = 'address' | 'street' | 'commune' | 'unknown';
export interface LocatedFacility {
  communeCode: string;
  facilityType: string;
  name: string | null;
  lon: number | null;
  lat: number | null;
  positionQuality: PositionQuality;
}
export interface FacilityTypeLabel {
  code: string;
  label: string;
  domain: string | null;
}
export type ValueStatus = 'known' | 'secret' | 'missing';
/** An indicator of the user's own, in the words of the mapping that reads it. */
export interface UserIndicator {
  id: string;
  label: string;
  unit: UserIndicatorUnit;
}
export interface IndicatorValue {
  geography: 'commune' | 'iris' | 'epci';
  areaCode: string;
  indicatorId: string;
  value: number | null;
  status: ValueStatus;
}
export interface Qpv {
  code: string;
  name: string | null;
  communeCodes: string[];
}
export interface QpvPerimeter {
  /** Null where the source merges several QPV of a commune in one shape. */
  code: string | null;
  communeCode: string | null;
  label: string | null;
  geometry: CommuneBoundary['geometry'];
}
/** Opening hours per weekday, Monday first: minutes since midnight. An empty list = closed, null = not given. */
export type WeekHours = ([fromMinutes: number, toMinutes: number][] | null)[];
export interface FranceServicesSite {
  id: string;
  name: string;
  communeCode: string;
  address: string | null;
  lon: number | null;
  lat: number | null;
  format: string | null;
  telephone: string | null;
  weekHours: WeekHours;
  weeklyOpenMinutes: number | null;
}
/** How a service is given: at a counter, by a visit at fixed hours, on a tour, by a machine, through a partner, at a distance or at home. */
export const SERVICE_CHANNELS = ['site', 'permanence', 'itinerant', 'kiosk', 'relay', 'phone', 'digital', 'home-visit'] as const;
export type ServiceChannel = (typeof SERVICE_CHANNELS)[number];
/** One service at one place, as one source tells it. */
export interface ServicePlace {
  /** The source's own number of the place. */
  sourceKey: string;
  /** Numbers that other sources may give too. */
  siret: string | null;
  finess: string | null;
  /** Code of the facilities base (BPE) that stands for the service, or the id of an operator layer (`caf`, `msa`…). */
  serviceType: string;
  name: string;
  communeCode: string;
  address: string | null;
  lon: number | null;
  lat: number | null;
  positionQuality: PositionQuality;
  channel: ServiceChannel;
  weeklyOpenMinutes: number | null;
  /** The hours as they are written; null when the source gives none. */
  hoursText: string | null;
  telephone: string | null;
}
/** A name that the user gives to a commune or an intercommunality: « littoral », « bassin minier ». */
export interface TerritoryLabel {
  territoryCode: string;
  label: string;
}
/** A question with a closed list of answers. */
export interface SurveyQuestion {
  id: string;
  label: string;
  /** Scope of access that it speaks of (`theme.sante`, `range.proximity`, `service.D307`), when it does. */
  scopeId: string | null;
  answers: string[];
  /** Answers of the satisfied, and of the dissatisfied; none when the question is not of satisfaction. */
  favourable: string[];
  unfavourable: string[];
}
/** A way of grouping respondents: each has one of its values, or none. */
export interface SurveyGrouping {
  id: string;
  label: string;
  values: string[];
  /** Share of each value in the population, in the order of `values`: the margin that weights are brought to; null when it is none. */
  targets: number[] | null;
}
export interface SurveyRespondent {
  /** Line of the file. */
  line: number;
  communeCode: string | null;
  epciCode: string | null;
  /** The weight that comes with the file, 1 by default. */
  startWeight: number;
  /** Index of the answer to each question, −1 for none. */
  answers: number[];
  /** Index of the value of each grouping, −1 where unknown. */
  groups: number[];
}
/** What a survey asked, and of whom. */
export interface SurveyDesign {
  title: string;
  /** False for a questionnaire open to whoever wants to answer: its figures are expressions, not a measure. */
  probabilistic: boolean;
  questions: SurveyQuestion[];
  groupings: SurveyGrouping[];
}
export interface Station {
  code: string;
  name: string;
  lon: number;
  lat: number;
  hasPassengers: boolean;
}
/** An inhabited square of the population grid, at its middle. */
export interface PopulationCell {
  cellId: string;
  communeCode: string;
  /** Degrees. */
  lon: number;
  lat: number;
  /** May have decimals: INSEE spreads some households over squares. */
  populationCount: number;
  /** True where INSEE estimated the figures to keep a secret. */
  estimated: boolean;
}
/** What a file of roads says of itself. */
export interface RoadExtract {
  /** Degrees: west, south, east, north; null when the file does not say. */
  bounds: [number, number, number, number] | null;
  /** Day of the map, ISO 8601; null when the file does not say. */
  timestamp: string | null;
  sha256: string;
}
/** Published results, kept only to compare with ours. */
export interface PublishedCommuneValue {
  communeCode: string;
  measure:
    | 'centrality-level'
    | 'density-label'
    | 'rurality-label'
    | 'remote-proximity-percent'
    | 'remote-intermediate-percent'
    | 'remote-superior-percent';
  text: string | null;
  value: number | null;
}
/** The same, for a Département, a région or France. */
export interface PublishedTerritoryValue {
  kind: 'departement' | 'region' | 'france';
  code: string;
  measure: PublishedCommuneValue['measure'];
  value: number | null;
}

/** One dataset found in one file; a file may hold several. `vintage` is the year of the facts, `cogYear` that of its codes. */
export interface DatasetHeader {
  vintage: number | null;
  cogYear: number | null;
}
export type ImportedDataset = DatasetHeader &
  (
    | { kind: 'cog-communes'; records: CogCommune[] }
    | { kind: 'cog-movements'; records: CogMovement[] }
    | { kind: 'epcis'; records: NamedCode[] }
    | { kind: 'arrondissements'; records: NamedCode[] }
    | { kind: 'cantons'; records: NamedCode[] }
    | { kind: 'departements'; records: (NamedCode & { regionCode: string | null })[] }
    | { kind: 'regions'; records: NamedCode[] }
    | { kind: 'commune-boundaries'; records: CommuneBoundary[] }
    | { kind: 'facility-counts'; records: FacilityCount[] }
    | { kind: 'located-facilities'; records: LocatedFacility[] }
    | { kind: 'facility-type-labels'; records: FacilityTypeLabel[] }
    | { kind: 'service-groupings'; records: ServiceGrouping[] }
    /** `userIndicators`: those that no need component takes, to be shown as they are. */
    | { kind: 'indicators'; records: IndicatorValue[]; userIndicators?: UserIndicator[] }
    | { kind: 'qpvs'; records: Qpv[] }
    | { kind: 'qpv-perimeters'; records: QpvPerimeter[] }
    | { kind: 'france-services'; records: FranceServicesSite[] }
    | { kind: 'service-places'; sourceId: string; records: ServicePlace[] }
    | { kind: 'territory-labels'; records: TerritoryLabel[] }
    | { kind: 'survey'; survey: SurveyDesign; records: SurveyRespondent[] }
    | { kind: 'stations'; records: Station[] }
    | { kind: 'population-cells'; records: PopulationCell[] }
    | { kind: 'road-extracts'; records: RoadExtract[] }
    | { kind: 'published-communes'; records: PublishedCommuneValue[] }
    | { kind: 'published-territories'; records: PublishedTerritoryValue[] }
  );
export type DatasetKind = ImportedDataset['kind'];

/** What one source file gave. */
export interface ImportedFile {
  sourceId: string;
  tally: RowTally;
  /** Sentences in French that the user should read: a guess made, a column left aside. */
  notices: string[];
  datasets: ImportedDataset[];
}
