import type { ServiceGrouping } from '@maillage/domain/services/ranges.ts';
import type {
  CommuneBoundary,
  FranceServicesSite,
  PopulationCell,
  PublishedCommuneValue,
  PublishedTerritoryValue,
  Qpv,
  QpvPerimeter,
  ServicePlace,
  Station,
  SurveyDesign,
  SurveyRespondent,
  TerritoryLabel,
  UserIndicator,
  ValueStatus,
} from '@maillage/domain/sources/records.ts';
import type { Commune, Territory } from '@maillage/domain/territories/territory.ts';

/** A facility, or several of one type at one spot: at its own place when the source locates it, at the commune's centre otherwise. */
export interface OfferPoint {
  communeIndex: number;
  facilityType: string;
  facilityCount: number;
  lon: number;
  lat: number;
  name: string | null;
}

/** A grouping as this vintage of the offer holds it. */
export interface CollectedGrouping extends ServiceGrouping {
  /** The codes of the offer's own vintage that stand for it. */
  offerTypes: string[];
  /** False when the vintage does not hold any of its types: it never enters a mean. */
  collected: boolean;
}

/** The value of a need component or fact for a commune. */
export interface CommuneValue {
  value: number | null;
  status: ValueStatus;
  /** Built from parts with weights, or from a mean of medians. */
  approximate: boolean;
}

/** Clean facts on one reference geography: all that the computation reads, and nothing else. */
export interface Referential {
  departementCode: string;
  departementName: string;
  regionCode: string | null;
  regionName: string | null;
  /** True when every commune of the région is loaded, with its facilities: only then is the région a reference. */
  regionComplete: boolean;
  fictional: boolean;
  cogYear: number;
  /** Own communes first, then the context, both in ascending code. */
  communes: Commune[];
  ownCount: number;
  boundaries: Map<string, CommuneBoundary['geometry']>;
  territories: Territory[];
  neighbours: { departementCode: string; name: string; communesLoaded: boolean; facilitiesLoaded: boolean }[];
  /** Départements whose facilities are in `offer`. */
  offerDepartements: Set<string>;
  offerVintage: number | null;
  offerLocated: boolean;
  offer: OfferPoint[];
  groupings: CollectedGrouping[];
  /** indicator id → values in the order of `communes`. */
  indicators: Map<string, CommuneValue[]>;
  indicatorVintages: Map<string, number | null>;
  qpvs: Qpv[];
  qpvPerimeters: QpvPerimeter[];
  franceServices: FranceServicesSite[];
  stations: Station[];
  territoryLabels: TerritoryLabel[];
  /** In the order of their files. */
  surveys: { path: string; vintage: number | null; survey: SurveyDesign; respondents: SurveyRespondent[] }[];
  /** Places told by the other sources of the offer, in the order of sources then of their files. */
  servicePlaces: (ServicePlace & { sourceId: string })[];
  /** French names of facility types, from the nomenclature nearest in time to the offer. */
  facilityTypeLabels: Map<string, string>;
  /** Inhabited squares, on the reference geography; empty when no file gives them. */
  populationCells: PopulationCell[];
  publishedCommunes: PublishedCommuneValue[];
  publishedTerritories: PublishedTerritoryValue[];
  /** French sentences for the run: files chosen, and what is missing. */
  choices: string[];
  missing: string[];
  vintages: Record<string, number | null>;
  /** In ascending id; their values are in `indicators`. */
  userIndicators: UserIndicator[];
}
