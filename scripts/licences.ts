/**
 * `npm run licences`: reads every package of the lock and of the installed tree, refuses a licence that cannot be
 * distributed with an EUPL-1.2 work, and checks docs/licences-des-dependances.md (`--write` rewrites it).
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, isAllowed, type PackageLicence, readPackages } from './licence-rules.ts';

const root = join(import.meta.dirname, '..');
const notePath = join(root, 'docs/licences-des-dependances.md');

const packages = readPackages(root);
if (packages.length === 0) fail('Aucun paquet lu : package-lock.json est vide ou illisible.');

const refused = packages.filter(({ licence }) => !isAllowed(licence));
for (const { name, version, licence } of refused) console.error(`Licence refusée : ${name}@${version} (${licence}).`);
if (refused.length > 0)
  fail('Remplacez ce paquet, ou admettez sa licence dans scripts/licence-rules.ts en disant pourquoi elle est compatible.');

const note = format(packages);
if (process.argv.includes('--write')) writeFileSync(notePath, note);
else if (!existsSync(notePath) || readFileSync(notePath, 'utf8') !== note)
  fail('docs/licences-des-dependances.md ne dit plus ce qui est installé. Tapez : npm run licences -- --write');

console.log(`${packages.length} paquets, toutes licences admises :`);
for (const [licence, count] of countByLicence(packages)) console.log(`  ${String(count).padStart(4)}  ${licence}`);

function countByLicence(all: PackageLicence[]): [string, number][] {
  const counts = Object.entries(Object.groupBy(all, ({ licence }) => licence));
  return counts.map(([licence, group]): [string, number] => [licence, group?.length ?? 0]).sort((a, b) => b[1] - a[1]);
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
