import { DomainError } from '@maillage/domain/errors.ts';
import type { CogCommune, CogMovement } from '@maillage/domain/sources/records.ts';
import type { NpmReferential } from '@maillage/sources/cog/npm-referential.ts';
import type { DatasetOf } from './choose-sources.ts';
import { datasetsOf } from './choose-sources.ts';

/** The reference geography: the codes that every other file is brought to. */
export interface ReferenceCog {
  cogYear: number;
  communes: Map<string, CogCommune>;
  movements: CogMovement[];
  epcis: Map<string, string>;
  arrondissements: Map<string, string>;
  /** Empty without the user's file of labels: the installed COG has no canton. */
  cantons: Map<string, string>;
  departements: Map<string, { name: string; regionCode: string | null }>;
  regions: Map<string, string>;
}

type Files = readonly { path: string; datasets: Parameters<typeof datasetsOf>[0][number]['datasets'] }[];

/**
 * The installed COG, completed by the user's own COG files. A file of the reference year, or of codes that the
 * installed COG does not know at all (another Département), adds or replaces; older COG files are only sources
 * of movements, and tables of membership only fill what is absent.
 */
export function buildReferenceCog(npm: NpmReferential, files: Files, departementCode: string): ReferenceCog {
  const cog: ReferenceCog = {
    cogYear: npm.cogYear,
    communes: new Map(npm.communes.map((commune) => [commune.code, commune])),
    movements: [...npm.formerCommunes],
    epcis: new Map(npm.epcis.map(({ code, name }) => [code, name])),
    arrondissements: new Map(npm.arrondissements.map(({ code, name }) => [code, name])),
    cantons: new Map(
      datasetsOf(files, 'cantons').flatMap(({ records }) => records.map(({ code, name }) => [code, name] satisfies [string, string])),
    ),
    departements: new Map(npm.departements.map(({ code, name, regionCode }) => [code, { name, regionCode }])),
    regions: new Map(npm.regions.map(({ code, name }) => [code, name])),
  };
  const known = new Set(npm.departements.map(({ code }) => code));
  for (const dataset of datasetsOf(files, 'cog-communes')) addCommunes(cog, dataset, known);
  for (const dataset of datasetsOf(files, 'cog-movements')) cog.movements.push(...dataset.records);
  for (const { code, name } of datasetsOf(files, 'epcis').flatMap((dataset) => dataset.records))
    if (!cog.epcis.has(code)) cog.epcis.set(code, name);
  for (const { code, name } of datasetsOf(files, 'arrondissements').flatMap((dataset) => dataset.records))
    if (!cog.arrondissements.has(code)) cog.arrondissements.set(code, name);
  for (const { code, name, regionCode } of datasetsOf(files, 'departements').flatMap((dataset) => dataset.records))
    if (!cog.departements.has(code)) cog.departements.set(code, { name, regionCode });
  for (const { code, name } of datasetsOf(files, 'regions').flatMap((dataset) => dataset.records))
    if (!cog.regions.has(code)) cog.regions.set(code, name);
  if (!cog.departements.has(departementCode)) {
    throw new DomainError(
      'departement-unknown',
      `Le Département « ${departementCode} » n’existe pas dans le code officiel géographique ${cog.cogYear}. Vérifiez le code donné à --departement (par exemple 62).`,
      { departementCode },
    );
  }
  return cog;
}

/** Fields that a file gives fill those the commune lacks; a commune of an unknown Département is new. */
function addCommunes(cog: ReferenceCog, dataset: DatasetOf<'cog-communes'>, installed: ReadonlySet<string>): void {
  for (const record of dataset.records) {
    const current = cog.communes.get(record.code);
    if (current === undefined) {
      // A code that the installed COG should know and does not is of another vintage: it is projected, never added.
      if (!installed.has(record.departementCode)) cog.communes.set(record.code, record);
      continue;
    }
    cog.communes.set(record.code, {
      ...current,
      name: current.name === '' ? record.name : current.name,
      regionCode: current.regionCode ?? record.regionCode,
      epciCode: current.epciCode ?? record.epciCode,
      arrondissementCode: current.arrondissementCode ?? record.arrondissementCode,
      cantonCode: current.cantonCode ?? record.cantonCode,
      populationCount: current.populationCount ?? record.populationCount,
    });
  }
}
