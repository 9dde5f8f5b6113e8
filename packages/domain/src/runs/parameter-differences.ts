import { PART_LABELS, writeParameter } from './parameter-text.ts';
import type { RunParameters } from './parameters.ts';

/** What each parameter is called in a sentence. */
export const PARAMETER_LABELS: Record<keyof RunParameters, string> = {
  version: 'Version du document',
  farThresholdMinutes: 'Seuil d’éloignement (min)',
  intraCommune: 'Temps dans sa propre commune',
  maxMinutes: 'Hors d’atteinte au-delà de (min)',
  levelRule: 'Règle des niveaux de services',
  levelCuts: 'Fréquence qui sépare deux niveaux',
  minimumPresentWeight: 'Part des poids qu’un indicateur doit réunir',
  needWeights: 'Poids d’une composante de besoin',
  needNormalisation: 'Mise en commun des composantes de besoin',
  preferredFiles: 'Fichier préféré',
  accessThresholdsMinutes: 'Durées d’accès comptées (min)',
  catchment: 'Bassins flottants',
  apl: 'Accessibilité potentielle localisée',
  greyZones: 'Zones grises',
  huff: 'Aires d’attraction (Huff)',
  centreRule: 'Règle des pôles',
  typology: 'Types et territoires tests',
  themes: 'Thème',
  operatorLayers: 'Couche d’opérateur',
  baskets: 'Panier',
  centreOverrides: 'Niveau de pôle décidé',
};

/** Every difference between two parameter documents, one French sentence each, in the order of the document; none when they are equal. */
export function describeParameterDifferences(before: RunParameters, after: RunParameters): string[] {
  const keys = Object.keys(PARAMETER_LABELS) as (keyof RunParameters)[]; // keys of a record of parameters
  return keys.flatMap((key) => compare(PARAMETER_LABELS[key], before[key], after[key]));
}

function compare(label: string, before: unknown, after: unknown): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isList(before) && isList(after)) {
    const named = [...before, ...after].every(isNamed);
    return named ? compareNamed(label, before, after) : [say(label, before, after)];
  }
  if (isRecord(before) && isRecord(after)) {
    const parts = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return parts.flatMap((part) => compare(`${label}, ${PART_LABELS[part] ?? part}`, before[part], after[part]));
  }
  return [say(label, before, after)];
}

type Named = Record<string, unknown> & ({ id: string; label: string } | { communeCode: string });
const nameOf = (item: Named) => String('communeCode' in item ? item.communeCode : item.id);
const titleOf = (item: Named) => String('communeCode' in item ? item.communeCode : item.label);

/** Themes, baskets and decided levels: found by their name, whatever their order. */
function compareNamed(label: string, before: readonly unknown[], after: readonly unknown[]): string[] {
  const index = (items: readonly unknown[]) => new Map(items.filter(isNamed).map((item) => [nameOf(item), item]));
  const [old, recent] = [index(before), index(after)];
  return [...new Set([...old.keys(), ...recent.keys()])].sort().flatMap((name) => {
    const [was, is] = [old.get(name), recent.get(name)];
    if (was === undefined) return [`${label} « ${titleOf(is!)} » : ajouté.`];
    if (is === undefined) return [`${label} « ${titleOf(was)} » : retiré.`];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    const [lost, won] = [listContent(was), listContent(is)];
    const removed = lost.filter((one) => !won.includes(one));
    const added = won.filter((one) => !lost.includes(one));
    const said = [
      ...(added.length > 0 ? [`ajoute ${added.join(', ')}`] : []),
      ...(removed.length > 0 ? [`retire ${removed.join(', ')}`] : []),
    ];
    return [`${label} « ${titleOf(is)} » : ${said.length === 0 ? 'ordre ou libellé changé' : said.join(' ; ')}.`];
  });
}

/** What a named item holds, as texts that can be compared: codes of a theme, services of a basket, level and reason of a decision. */
function listContent(item: Named): string[] {
  return Object.entries(item).flatMap(([key, value]) => {
    if (key === 'id' || key === 'communeCode' || key === 'label') return [];
    if (!isList(value)) return [String(value)];
    return value.map((one) => (isRecord(one) ? `${String(one.label)} (${String(one.facilityTypes)})` : String(one)));
  });
}

function say(label: string, before: unknown, after: unknown): string {
  if (before === undefined) return `${label} : ${write(after)} (ajouté).`;
  if (after === undefined) return `${label} : ${write(before)} (retiré).`;
  return `${label} : ${write(before)} → ${write(after)}.`;
}

/** A text is quoted, so that one sees where it ends. */
function write(value: unknown): string {
  if (typeof value === 'string') return `« ${writeParameter(value)} »`;
  return isList(value) ? value.map(write).join(' ; ') : writeParameter(value);
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isNamed = (value: unknown): value is Named => isRecord(value) && ('communeCode' in value || ('id' in value && 'label' in value));
