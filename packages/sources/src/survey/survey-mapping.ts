import { DomainError } from '@maillage/domain/errors.ts';
import type { SurveyDesign, SurveyGrouping, SurveyQuestion, SurveyRespondent } from '@maillage/domain/sources/records.ts';
import { z } from 'zod';
import { importTable, isCommuneInScope } from '../import-table.ts';
import type { FileProbe, SourceImporter } from '../importer.ts';
import { parseCommuneCode, parseDecimal, parseText } from '../tables/cells.ts';
import type { TableRow } from '../tables/table.ts';
import { findQuestionColumn } from './survey-columns.ts';

const SOURCE_ID = 'enquete';
const MAX_TOLD = 3;

/** What is written in a cell → the answer that it stands for; the answers are listed in the order of the keys. */
const answers = z.record(z.string(), z.string().min(1)).refine((value) => Object.keys(value).length > 1, 'au moins deux réponses');
const surveyMapping = z.strictObject({
  title: z.string().min(1),
  vintage: z.int().min(1960).max(2100).nullable().default(null),
  survey: z.strictObject({
    /** False for a questionnaire that anybody could fill in. To be said: nothing in a file tells it. */
    probabilistic: z.boolean(),
    columns: z
      .strictObject({ communeCode: z.string().optional(), epciCode: z.string().optional(), weight: z.string().optional() })
      .default({}),
    questions: z
      .array(
        z.strictObject({
          column: z.string().min(1),
          label: z.string().min(1),
          /** Of which services it speaks: « theme.sante », « range.proximity », « service.D307 ». */
          scope: z
            .string()
            .regex(/^(theme|range|basket|service)\.[\w-]+$/)
            .optional(),
          answers,
          favourable: z.array(z.string()).default([]),
          unfavourable: z.array(z.string()).default([]),
          /** Written in the file for « ne sait pas », « sans réponse »: left out of the shares, and counted. */
          noAnswer: z.array(z.string()).default([]),
        }),
      )
      .min(1),
    groups: z
      .array(
        z.strictObject({
          column: z.string().min(1),
          label: z.string().min(1),
          values: answers,
          /** Share of each value in the population: the weights are brought to it. */
          targets: z.record(z.string(), z.number().min(0)).optional(),
        }),
      )
      .default([]),
  }),
});
type SurveyMapping = z.output<typeof surveyMapping>;

/** True for a mapping that describes a survey. */
export function describesSurvey(document: unknown): boolean {
  return typeof document === 'object' && document !== null && 'survey' in document;
}

/** Throws `file-unreadable`, naming the key to mend. */
export function parseSurveyMapping(document: unknown, displayPath: string): SurveyMapping {
  const parsed = surveyMapping.safeParse(document);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw unreadable(displayPath, `« ${issue?.path.join('.') ?? ''} » est mal écrit (${issue?.message ?? ''})`);
  }
  for (const { label, answers: listed, favourable, unfavourable } of parsed.data.survey.questions)
    for (const one of [...favourable, ...unfavourable])
      if (!Object.values(listed).includes(one))
        throw unreadable(displayPath, `« ${one} » n’est pas une réponse de la question « ${label} »`);
  for (const { label, values, targets } of parsed.data.survey.groups) {
    if (targets === undefined) continue;
    const stranger = Object.keys(targets).find((value) => !Object.values(values).includes(value));
    if (stranger !== undefined)
      throw unreadable(displayPath, `la marge « ${label} » donne une part à « ${stranger} », qui n’est pas une de ses valeurs`);
    const absent = Object.values(values).find((value) => targets[value] === undefined);
    if (absent !== undefined)
      throw unreadable(
        displayPath,
        `la marge « ${label} » a une case vide : donnez la part de « ${absent} », ou 0 si personne n’est dans ce cas`,
      );
    if (Object.values(targets).every((share) => share === 0))
      throw unreadable(displayPath, `la marge « ${label} » ne pèse rien : toutes ses parts sont nulles`);
  }
  return parsed.data;
}

const unreadable = (path: string, problem: string) =>
  new DomainError('file-unreadable', `Le fichier de correspondance « ${path} » ne peut pas être suivi : ${problem}.`, { path });

/** The importer of a survey that a mapping describes: each row is a respondent, out of scope, or a counted reject. */
export function buildSurveyImporter({ title, vintage, survey }: SurveyMapping): Omit<SourceImporter, 'parserVersion'> {
  const questions = survey.questions.map(
    ({ column, label, scope, answers: listed, favourable, unfavourable }): SurveyQuestion => ({
      ...{ id: column, label, scopeId: scope ?? null, answers: [...new Set(Object.values(listed))], favourable, unfavourable },
    }),
  );
  const groupings = survey.groups.map(({ column, label, values, targets }): SurveyGrouping => {
    const names = [...new Set(Object.values(values))];
    return { id: column, label, values: names, targets: targets === undefined ? null : names.map((name) => targets[name]!) };
  });
  const { communeCode, epciCode, weight } = survey.columns;
  const plain = [communeCode, epciCode, weight].filter((column) => column !== undefined);
  const coded = [...survey.questions, ...survey.groups].map(({ column }) => column);
  const recognise = (probe: Pick<FileProbe, 'columns'>) =>
    [...plain, ...coded].every((column) => findQuestionColumn(probe.columns, column) !== undefined);
  return {
    sourceId: SOURCE_ID,
    recognise: (probe) => (probe.format === 'table' && recognise(probe) ? { vintage, cogYear: null } : null),
    async importFile(file, scope) {
      const records: SurveyRespondent[] = [];
      const strangers: string[] = [];
      let strangerCount = 0;
      const { columns } = await file.table();
      const required = [...plain, ...coded].map((column) => findQuestionColumn(columns, column) ?? column);
      const cell = (row: TableRow, column: string) => parseText(row.cell(findQuestionColumn(columns, column) ?? column));
      const indexOf = (
        row: TableRow,
        column: string,
        listed: Record<string, string>,
        names: readonly string[],
        silent: readonly string[],
      ) => {
        const written = cell(row, column);
        if (written === null || silent.includes(written)) return -1;
        const found =
          (Object.hasOwn(listed, written) ? listed[written] : undefined) ??
          names.find((name) => name.toLowerCase() === written.toLowerCase());
        if (found !== undefined) return names.indexOf(found);
        strangerCount++;
        if (strangers.length < MAX_TOLD) strangers.push(`ligne ${row.line}, « ${column} » : « ${written.slice(0, 40)} »`);
        return -1;
      };
      const tally = await importTable(file, required, (row) => {
        // LimeSurvey writes a row for whoever opened the questionnaire: an empty date is one who never sent it.
        if (row.cell('submitdate') === '') return { reason: 'le questionnaire n’a pas été envoyé (submitdate est vide)' };
        const code = communeCode === undefined ? null : cell(row, communeCode);
        const commune = code === null ? null : parseCommuneCode(code);
        if (commune !== null && 'reason' in commune) return commune;
        if (commune !== null && !isCommuneInScope(commune.code, scope)) return 'out-of-scope';
        const given = weight === undefined ? null : parseDecimal(row.cell(findQuestionColumn(columns, weight) ?? weight));
        if (given !== null && (given.value === null || given.value <= 0))
          return { reason: `le poids (« ${weight} ») n’est pas un nombre positif` };
        records.push({
          line: row.line,
          communeCode: commune?.code ?? null,
          epciCode: epciCode === undefined ? null : cell(row, epciCode),
          startWeight: given?.value ?? 1,
          answers: survey.questions.map((question, index) =>
            indexOf(row, question.column, question.answers, questions[index]!.answers, question.noAnswer),
          ),
          groups: survey.groups.map((group, index) => indexOf(row, group.column, group.values, groupings[index]!.values, [])),
        });
        return 'record';
      });
      const design: SurveyDesign = { title, probabilistic: survey.probabilistic, questions, groupings };
      return {
        sourceId: SOURCE_ID,
        tally,
        notices:
          strangerCount === 0
            ? []
            : [
                `${strangerCount === 1 ? '1 réponse n’est pas dans sa liste' : `${strangerCount} réponses ne sont pas dans leur liste`} (${strangers.join(' ; ')}) : ${strangerCount === 1 ? 'elle compte' : 'elles comptent'} sans réponse. Ajoutez-les à « answers » dans le fichier de correspondance, ou corrigez le tableau.`,
              ],
        datasets: [{ kind: 'survey', vintage, cogYear: null, survey: design, records }],
      };
    },
  };
}
