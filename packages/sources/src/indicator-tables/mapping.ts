import { DomainError } from '@maillage/domain/errors.ts';
import { USER_INDICATOR_UNITS } from '@maillage/domain/sources/user-indicator-units.ts';
import { z } from 'zod';

/**
 * A mapping says how a table of indicators is read, so that a new table needs a page of JSON and no code.
 * A column may hold `{yy}`, the two digits of the table’s year (`P{yy}_POP`), `{prev}`, those of the most recent
 * earlier census at least five years before (closer censuses share survey years: methods §6.2), or `{last}`,
 * the newest year found for that very column (`MED{last}`).
 */
const columnTerm = z.strictObject({
  column: z.string().min(1),
  /** The cell is a percentage: 12.5 counts as 0.125. */
  percent: z.boolean().default(false),
  minus: z.boolean().default(false),
});
const indicatorTerm = z.strictObject({ indicator: z.string().min(1), minus: z.boolean().default(false) });
const constantTerm = z.strictObject({ constant: z.number() });
const term = z.union(
  [
    z
      .string()
      .min(1)
      .transform((column) => ({ column, percent: false, minus: false })),
    columnTerm,
    indicatorTerm,
    constantTerm,
  ],
  'un terme est le nom d’une colonne, ou { "column": … }, { "indicator": … }, { "constant": … }',
);
const terms = z.array(term).min(1);

const definition = z.strictObject({
  id: z.string().min(1),
  /** French: the title of the user's own indicator on the atlas; its id when absent. */
  label: z.string().min(1).max(120).optional(),
  /** Added up, then multiplied by the sum of `times`, divided by the sum of `over`. */
  terms,
  times: terms.optional(),
  over: terms.optional(),
  /** A `count` is never negative, a `balance` may be. `percent` cells become ratios between 0 and 1; the others are kept as they are. */
  unit: z.enum(USER_INDICATOR_UNITS),
  /** 1 − the result: « au moins une voiture » → « sans voiture ». */
  complement: z.boolean().default(false),
  /** The earlier population: the result is then the mean yearly growth, (terms ÷ growthFrom)^(1 ÷ years) − 1. */
  growthFrom: z.string().optional(),
  /** What an empty cell means: INSEE leaves the income of small communes empty out of secrecy. */
  emptyIs: z.enum(['missing', 'secret']).default('missing'),
  /** A register of one's own: a count (the sum of `terms`) of 1 to this less one is kept secret, with all that is made of it. */
  maskBelow: z.int().min(2).max(100).optional(),
  /** 0 as soon as that count is 0: where nobody lives, nobody is young, whatever the rates say or not. */
  zeroWith: z.string().optional(),
  /** Said to the reader when this definition is used. */
  notice: z.string().optional(),
});

const tableMapping = z
  .strictObject({
    sourceId: z.string().min(1),
    title: z.string().min(1),
    recognise: z.strictObject({
      columns: z.array(z.string()).min(1),
      anyOf: z.array(z.string()).default([]),
      noneOf: z.array(z.string()).default([]),
    }),
    /** The first of these that the file has. */
    codeColumns: z.array(z.string()).min(1),
    /** `commune-or-epci`: told row by row by the length of the code, 5 or 9. */
    geography: z.enum(['commune', 'iris', 'epci', 'commune-or-epci'], 'la géographie est « commune », « iris » ou « epci »'),
    /** A year, or the columns (with `{yy}`) whose newest suffix tells it. */
    vintage: z.union([z.int().min(1960).max(2100), z.array(z.string().includes('{yy}')).min(1)]),
    /** A year, null when unknown (told later by the codes), or years after the vintage. */
    cogYear: z.union([z.int().min(1960).max(2100), z.null(), z.strictObject({ yearsAfterVintage: z.int().min(0).max(10) })]),
    /** Several definitions of one id are alternatives: the first whose columns are all in the file is used. */
    indicators: z.array(definition).min(1),
    notices: z.array(z.string()).default([]),
  })
  .refine(({ geography, indicators }) => geography !== 'commune-or-epci' || indicators.every(({ maskBelow }) => maskBelow === undefined), {
    path: ['geography'],
    message: 'un tableau à masquer (« maskBelow ») ne donne que des communes : ses totaux par intercommunalité diraient ce qui est masqué',
  });

export type TableMapping = z.output<typeof tableMapping>;
export type TableMappingInput = z.input<typeof tableMapping>;
export type IndicatorDefinition = TableMapping['indicators'][number];
export type MappingTerm = IndicatorDefinition['terms'][number];

/** The mapping with its defaults filled in; throws `file-unreadable` naming the key that is wrong. */
export function parseMapping(input: unknown, displayPath: string): TableMapping {
  const result = tableMapping.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const key = issue?.path.map(String).join('.') || 'racine';
  throw new DomainError(
    'file-unreadable',
    `Le fichier de correspondance ${displayPath} est mal écrit à la clé « ${key} » : ${reasonOf(issue)}.`,
    {
      path: displayPath,
      key,
    },
  );
}

/** The same from the text of a `.mapping.json` file. */
export function parseMappingText(text: string, displayPath: string): TableMapping {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    const message = `Le fichier de correspondance ${displayPath} n’est pas du JSON : vérifiez les guillemets et les virgules.`;
    throw new DomainError('file-unreadable', message, { path: displayPath });
  }
  return parseMapping(json, displayPath);
}

/** Where the mapping of a data file is looked for: `revenus.csv` → `revenus.mapping.json`, `x.csv.gz` → `x.mapping.json`. */
export function mappingPathOf(dataPath: string): string {
  return `${dataPath.replace(/(?:\.(?:csv|txt|tsv|xlsx|parquet|zip|gz))+$/i, '')}.mapping.json`;
}

function reasonOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return 'contenu inattendu';
  if (issue.code === 'unrecognized_keys') return `clé inconnue ${issue.keys.map((key) => `« ${key} »`).join(', ')}`;
  if (issue.code === 'custom') return issue.message;
  if (issue.code === 'too_small') return 'la liste ou le texte est vide, ou l’année est trop ancienne';
  if (issue.code === 'invalid_value')
    return /géographie/.test(issue.message) ? issue.message : `valeurs permises : ${issue.values.join(', ')}`;
  if (issue.code === 'invalid_type')
    return issue.input === undefined ? 'valeur absente ou de mauvais type' : `il faut une valeur de type ${issue.expected}`;
  if (issue.code === 'invalid_union') return issue.message === 'Invalid input' ? 'forme non reconnue' : issue.message;
  return 'valeur non permise';
}
