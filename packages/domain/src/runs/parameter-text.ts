import { LEVEL_RULE_LABELS } from '../hierarchy/level-rules.ts';

/** What the parts of a parameter are called; the document keeps their codes. */
export const PART_LABELS: Readonly<Record<string, string>> = {
  ...{ proximity: 'proximité', intermediate: 'intermédiaire', superior: 'supérieure', factor: 'multiple de la référence' },
  ...{ minimumShare: 'part du panier', watchRatio: 'marge de veille', alpha: 'effet du nombre de services', beta: 'effet du temps' },
  ...{ sharedGapRatio: 'écart d’une aire partagée', reachMinutes: 'portée (min)', rangeWeights: 'poids des gammes' },
  ...{ levelThresholds: 'seuils de dotation', bandMinutes: 'durées (min)', weights: 'poids', ageCoefficients: 'recours par âge' },
  ...{ classCount: 'nombre de classes', testUnit: 'unité des territoires tests', requiredLabels: 'étiquettes à représenter' },
  ...{ onePerEpci: 'au plus une commune par intercommunalité' },
};

/** What the words of the document mean, in French. */
const CHOICE_LABELS: Readonly<Record<string, string>> = {
  ...LEVEL_RULE_LABELS,
  ...{ zero: 'zéro minute', 'disc-mean': 'moyenne d’un disque de même superficie' },
  ...{ zscore: 'centrée et réduite', minmax: 'entre le minimum et le maximum', rank: 'par rang' },
  ...{ auto: 'intercommunalités, ou communes s’il y en a trop peu', commune: 'communes', epci: 'intercommunalités' },
};

/** One value of a parameter, in words; `code` is how the document writes it, null when it writes the same. */
export interface ParameterPart {
  name: string | null;
  text: string;
  code: string | null;
}

/** A parameter as one reads it: a single part without name, or its parts by name. Empty for a list or a record that holds nothing. */
export function describeParameter(value: unknown): ParameterPart[] {
  if (Array.isArray(value) && value.every(isNamed))
    return value.map(({ id, label, communeCode, ...rest }) => ({
      name: String(label ?? communeCode),
      text: Object.values(rest).map(writeContent).join(' ; '),
      code: id === undefined ? null : String(id),
    }));
  if (isRecord(value))
    return Object.entries(value).map(([key, part]) => ({
      name: PART_LABELS[key] ?? key,
      text: writeParameter(part),
      code: PART_LABELS[key] === undefined ? null : key,
    }));
  if (Array.isArray(value) && value.length === 0) return [];
  return [
    { name: null, text: writeParameter(value), code: typeof value === 'string' && CHOICE_LABELS[value] !== undefined ? value : null },
  ];
}

/** « 1,25 », « 7 ; 15 ; 30 », « centrée et réduite », « oui », « sans valeur ». */
export function writeParameter(value: unknown): string {
  if (typeof value === 'number') return value.toLocaleString('fr-FR', { maximumFractionDigits: 6 });
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  if (value === null) return 'sans valeur';
  if (Array.isArray(value)) return value.map(writeParameter).join(' ; ');
  return typeof value === 'string' ? (CHOICE_LABELS[value] ?? value) : JSON.stringify(value);
}

/** What a theme, a layer, a basket or a decision holds: codes side by side, services by their name. */
function writeContent(value: unknown): string {
  if (!Array.isArray(value)) return writeParameter(value);
  return value.map((one) => (isRecord(one) && 'label' in one ? String(one.label) : writeParameter(one))).join(', ');
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isNamed = (value: unknown): value is Record<string, unknown> =>
  isRecord(value) && ('communeCode' in value || ('id' in value && 'label' in value));
