import type { SurveyQuestion, SurveyRespondent } from '@maillage/domain/sources/records.ts';
import { hasColumns, importTable, isCommuneInScope, yearInPath } from '../import-table.ts';
import type { SourceImporter } from '../importer.ts';
import { parseCommuneCode, parseText } from '../tables/cells.ts';

const SOURCE_ID = 'enquete';
/** What LimeSurvey writes of the answer itself, not of what was answered. */
const OWN_COLUMNS = /^(?:id|submitdate|lastpage|startlanguage|seed|startdate|datestamp|ipaddr|refurl|token)\b|time\b/i;
const COMMUNE_COLUMN = /\b(?:code_?insee|insee|codgeo|code_?commune)\b/i;
/** Beyond this, a column is an open text: it is left aside, and said. */
const MAX_ANSWERS = 12;

/**
 * An export of LimeSurvey without a mapping: each column of few distinct answers is a question, under its own header. Nothing in the
 * file tells how respondents were drawn, so that they are taken as volunteers, unweighted. A mapping beside the file says more.
 */
export const limeSurveyImporter: SourceImporter = {
  sourceId: SOURCE_ID,
  parserVersion: 1,
  recognise: (probe) =>
    probe.format === 'table' && hasColumns(probe, ['id', 'submitdate', 'lastpage', 'startlanguage'])
      ? { vintage: yearInPath(probe.path), cogYear: null }
      : null,
  async importFile(file, scope) {
    const { columns } = await file.table();
    const asked = columns.filter((column) => !OWN_COLUMNS.test(column) && !COMMUNE_COLUMN.test(column));
    const communeColumn = columns.find((column) => COMMUNE_COLUMN.test(column));
    const rows: { line: number; communeCode: string | null; cells: (string | null)[] }[] = [];
    const tally = await importTable(file, ['id', 'submitdate'], (row) => {
      if (parseText(row.cell('submitdate')) === null) return { reason: 'le questionnaire n’a pas été envoyé (submitdate est vide)' };
      const written = communeColumn === undefined ? null : parseText(row.cell(communeColumn));
      const commune = written === null ? null : parseCommuneCode(written);
      if (commune !== null && 'reason' in commune) return commune;
      if (commune !== null && !isCommuneInScope(commune.code, scope)) return 'out-of-scope';
      rows.push({ line: row.line, communeCode: commune?.code ?? null, cells: asked.map((column) => parseText(row.cell(column))) });
      return 'record';
    });
    const listed = asked.map((label, index) => ({
      label,
      index,
      answers: [...new Set(rows.flatMap(({ cells }) => cells[index] ?? []))].sort(),
    }));
    const open = listed.filter(({ answers }) => answers.length > MAX_ANSWERS);
    const closed = listed.filter(({ answers }) => answers.length > 1 && answers.length <= MAX_ANSWERS);
    const questions = closed.map(
      ({ label, answers }): SurveyQuestion => ({
        ...{ id: label, label, scopeId: null, answers, favourable: [], unfavourable: [] },
      }),
    );
    const records = rows.map(
      ({ line, communeCode, cells }): SurveyRespondent => ({
        ...{ line, communeCode, epciCode: null, startWeight: 1, groups: [] },
        answers: closed.map(({ index, answers }) => (cells[index] == null ? -1 : answers.indexOf(cells[index]))),
      }),
    );
    return {
      sourceId: SOURCE_ID,
      tally,
      notices: [
        'Aucun fichier de correspondance : les réponses sont montrées comme des expressions, sans redressement. Posez-en un à côté pour dire les réponses, les marges et comment les habitants ont été choisis.',
        ...(open.length === 0
          ? []
          : [
              `Questions ouvertes laissées de côté : ${open
                .slice(0, 5)
                .map(({ label }) => `« ${label.slice(0, 60)} »`)
                .join(', ')}${open.length > 5 ? '…' : ''}.`,
            ]),
      ],
      datasets: [
        {
          ...{ kind: 'survey', vintage: yearInPath(file.path), cogYear: null },
          survey: { title: file.path.replace(/^.*\//, ''), probabilistic: false, questions, groupings: [] },
          records,
        },
      ],
    };
  },
};
