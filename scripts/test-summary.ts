/** The part of vitest's JSON report that is read here. */
export interface VitestReport {
  testResults: { name: string; status: string; assertionResults: { status: string }[] }[];
}

export interface TestSummary {
  passedCount: number;
  failedCount: number;
  skippedCount: number;
  /** Skipped tests of the files that ask for each of these variables. */
  skippedFor: { realData: number; postgres: number };
}

/**
 * Counts the tests of a vitest report. A file that failed before its first test counts as one failure: a suite that
 * does not load must never pass for a suite without fault. `readText` gives the text of a test file, in which the
 * variable that the skipped tests wait for is looked for.
 */
export function summariseReport(report: VitestReport, readText: (path: string) => string): TestSummary {
  const summary: TestSummary = { passedCount: 0, failedCount: 0, skippedCount: 0, skippedFor: { realData: 0, postgres: 0 } };
  for (const file of report.testResults) {
    const count = (...statuses: string[]) => file.assertionResults.filter(({ status }) => statuses.includes(status)).length;
    const failed = count('failed');
    const skipped = count('skipped', 'pending', 'todo', 'disabled');
    summary.passedCount += count('passed');
    summary.failedCount += failed === 0 && file.status === 'failed' ? 1 : failed;
    summary.skippedCount += skipped;
    if (skipped === 0) continue;
    const text = readText(file.name);
    if (text.includes('MAILLAGE_DONNEES_TEST')) summary.skippedFor.realData += skipped;
    else if (text.includes('MAILLAGE_TEST_DATABASE_URL')) summary.skippedFor.postgres += skipped;
  }
  return summary;
}

/** The last lines of `npm test`: what was skipped and how not to skip it, then the count alone on its line. */
export function closingLines(summary: TestSummary, environment: Record<string, string | undefined>): string[] {
  const { realData, postgres } = summary.skippedFor;
  const lines = [''];
  if (environment.MAILLAGE_DONNEES_TEST === undefined)
    lines.push(
      `${realData} essai(s) sur fichiers réels non exécuté(s) : la variable MAILLAGE_DONNEES_TEST ne désigne pas de dossier de données officielles.`,
    );
  if (environment.MAILLAGE_TEST_DATABASE_URL === undefined)
    lines.push(
      `${postgres} essai(s) sur PostgreSQL non exécuté(s) : la variable MAILLAGE_TEST_DATABASE_URL ne désigne pas de serveur (la base embarquée, elle, est essayée).`,
    );
  lines.push(`${summary.passedCount} passed, ${summary.failedCount} failed, ${summary.skippedCount} skipped`);
  return lines;
}
