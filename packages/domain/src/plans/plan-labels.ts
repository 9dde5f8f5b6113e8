/** French words of the values of a plan: for pages, tables and documents. */
import type {
  BUDGET_NATURES,
  CHANNELS,
  INDICATOR_KINDS,
  OPERATION_STATUSES,
  ORGANISATION_KINDS,
  PLACE_KINDS,
  PRIORITIES,
  PUBLICS,
  SHEET_STATUSES,
} from './plan.ts';

type Labels<Values extends readonly string[]> = Readonly<Record<Values[number], string>>;

export const SHEET_STATUS_LABELS: Labels<typeof SHEET_STATUSES> = {
  idea: 'idée',
  proposed: 'proposée',
  validated: 'validée',
  underway: 'en cours',
  done: 'terminée',
  suspended: 'suspendue',
  abandoned: 'abandonnée',
};
export const OPERATION_STATUS_LABELS: Labels<typeof OPERATION_STATUSES> = {
  planned: 'prévue',
  underway: 'en cours',
  done: 'terminée',
  abandoned: 'abandonnée',
};
export const ORGANISATION_KIND_LABELS: Labels<typeof ORGANISATION_KINDS> = {
  departement: 'Département',
  prefecture: 'Préfecture',
  region: 'Région',
  epci: 'intercommunalité',
  commune: 'commune',
  operator: 'opérateur de services',
  association: 'association',
  other: 'autre',
};
export const PUBLIC_LABELS: Labels<typeof PUBLICS> = {
  all: 'tous les habitants',
  families: 'familles',
  elderly: 'personnes âgées',
  young: 'jeunes',
  precarious: 'usagers en précarité',
  disabled: 'personnes handicapées',
  jobSeekers: 'demandeurs d’emploi',
  carless: 'personnes sans voiture',
  professionals: 'professionnels',
};
export const PRIORITY_LABELS: Labels<typeof PRIORITIES> = { high: 'haute', medium: 'moyenne', low: 'basse' };
export const CHANNEL_LABELS: Labels<typeof CHANNELS> = {
  fixedSite: 'guichet',
  permanence: 'permanence',
  itinerant: 'itinérant',
  kiosk: 'borne',
  partnerRelay: 'relais partenaire',
  phone: 'téléphone',
  digital: 'en ligne',
  homeVisit: 'à domicile',
};
export const PLACE_KIND_LABELS: Labels<typeof PLACE_KINDS> = {
  departement: 'Département',
  epci: 'intercommunalité',
  commune: 'commune',
  qpv: 'quartier prioritaire',
  site: 'site',
};
export const INDICATOR_KIND_LABELS: Labels<typeof INDICATOR_KINDS> = {
  means: 'moyens',
  output: 'réalisation',
  result: 'résultat',
  impact: 'impact',
};
export const BUDGET_NATURE_LABELS: Labels<typeof BUDGET_NATURES> = { investment: 'investissement', operating: 'fonctionnement' };
export const DIRECTION_LABELS = { up: 'hausse', down: 'baisse' } as const;
