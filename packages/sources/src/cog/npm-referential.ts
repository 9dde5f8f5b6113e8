import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { CogCommune, CogMovement, NamedCode } from '@maillage/domain/sources/records.ts';
import { z } from 'zod';

/** The COG as it comes with the installation: no file of the user's is needed to know the communes. */
export interface NpmReferential {
  cogYear: number;
  packageVersion: string;
  /** Communes alive in the COG, overseas collectivities included. Codes of arrondissements municipaux are not among them. */
  communes: CogCommune[];
  /** Communes déléguées and associées, and arrondissements municipaux, to the commune they stand in. Their date is not known: ''. */
  formerCommunes: CogMovement[];
  epcis: NamedCode[];
  arrondissements: NamedCode[];
  departements: (NamedCode & { regionCode: string | null })[];
  regions: NamedCode[];
}

const PACKAGE = '@etalab/decoupage-administratif';
/** The COG year of each version of the package that was read; it names it nowhere in its files. */
const COG_YEAR_BY_MAJOR: Record<string, number> = { '1': 2021, '2': 2022, '3': 2023, '4': 2024, '5': 2025, '6': 2026 };

const commune = z.object({
  code: z.string(),
  nom: z.string(),
  type: z.enum(['commune-actuelle', 'commune-deleguee', 'commune-associee', 'arrondissement-municipal']),
  departement: z.string().optional(),
  region: z.string().optional(),
  arrondissement: z.string().optional(),
  chefLieu: z.string().optional(),
  commune: z.string().optional(),
  population: z.number().optional(),
});
const named = z.object({ code: z.string(), nom: z.string() });
const epci = named.extend({ membres: z.array(z.object({ code: z.string() })) });
const departement = named.extend({ region: z.string().optional() });

/**
 * Reads the COG from the npm package that ships with the product. Throws when the package is broken: that is a bug of the
 * installation, not of the user's data. Cantons are not in the package (null); populations are municipal, null where absent.
 */
export function loadNpmReferential(): NpmReferential {
  const folder = dirname(createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`));
  const readJson = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const { version } = z.object({ version: z.string() }).parse(readJson('package.json'));
  const cogYear = COG_YEAR_BY_MAJOR[version.split('.')[0] ?? ''];
  if (cogYear === undefined) throw new Error(`${PACKAGE} ${version}: its COG year must be added to COG_YEAR_BY_MAJOR`);

  const epcis = z.array(epci).parse(readJson('data/epci.json'));
  const epciOfCommune = new Map(epcis.flatMap((each) => each.membres.map((member) => [member.code, each.code] as const)));
  const rows = z.array(commune).parse(readJson('data/communes.json'));
  const toNamed = ({ code, nom }: z.infer<typeof named>): NamedCode => ({ code, name: nom });
  return {
    cogYear,
    packageVersion: version,
    communes: rows
      .filter((row) => row.type === 'commune-actuelle')
      .map((row) => ({
        code: row.code,
        name: row.nom,
        departementCode: row.departement ?? row.code.slice(0, 3),
        regionCode: row.region ?? null,
        epciCode: epciOfCommune.get(row.code) ?? null,
        arrondissementCode: row.arrondissement ?? null,
        cantonCode: null,
        populationCount: row.population ?? null,
      })),
    formerCommunes: rows.flatMap((row) => {
      const toCode = row.chefLieu ?? row.commune;
      return row.type === 'commune-actuelle' || toCode === undefined || toCode === row.code
        ? []
        : [{ kind: row.type, dateEffective: '', fromCode: row.code, toCode }];
    }),
    epcis: epcis.map(toNamed),
    arrondissements: z.array(named).parse(readJson('data/arrondissements.json')).map(toNamed),
    departements: z
      .array(departement)
      .parse(readJson('data/departements.json'))
      .map((each) => ({ ...toNamed(each), regionCode: each.region ?? null })),
    regions: z.array(named).parse(readJson('data/regions.json')).map(toNamed),
  };
}
