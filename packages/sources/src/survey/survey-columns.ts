/**
 * The column of a question among the headers of an export: its code alone (« Q1 »), or before its text as LimeSurvey writes it
 * (« Q1. Êtes-vous satisfait… », « G1Q1[SQ1] »). Undefined when none is it.
 */
export function findQuestionColumn(columns: readonly string[], code: string): string | undefined {
  const wanted = code.trim().toLowerCase();
  return (
    columns.find((column) => column.trim().toLowerCase() === wanted) ??
    columns.find((column) => column.trim().toLowerCase().startsWith(`${wanted}.`)) ??
    columns.find((column) => column.trim().toLowerCase().startsWith(`${wanted} `))
  );
}
