/** The part of vitest's JSON report that is read here. */
export interface VitestReport {
  testResults: { name: string; status: string; assertionResults: { status: string; fullName: string }[] }[];
}

export interface TestSummary {
  passedCount: number;
  failedCount: number;
  skippedCount: number;
  /** Skipped tests of the files that ask for each of these variables. */
  skippedFor: { realData: number; postgres: number };
}

const SKIPPED = new Set(['skipped', 'pending', 'todo', 'disabled']);

/**
 * Counts the tests of a vitest report. A file that failed before its first test counts as one failure: a suite that
 * does not load must never pass for a suite without fault. `readText` gives the text of a test file, in which the
 * variable that the skipped tests wait for is looked for.
 */
export function summariseReport(report: VitestReport, readText: (path: string) => string): TestSummary {
  const summary: TestSummary = { passedCount: 0, failedCount: 0, skippedCount: 0, skippedFor: { realData: 0, postgres: 0 } };
  for (const file of report.testResults) {
    const count = (wanted: string) => file.assertionResults.filter(({ status }) => status === wanted).length;
    const failed = count('failed');
    const skipped = file.assertionResults.filter(({ status }) => SKIPPED.has(status));
    summary.passedCount += count('passed');
    summary.failedCount += failed === 0 && file.status === 'failed' ? 1 : failed;
    summary.skippedCount += skipped.length;
    if (skipped.length === 0) continue;
    const text = readText(file.name);
    for (const { fullName } of skipped) {
      // A suite run on both databases is named by a shared function: the variable is then in the name, not in the file.
      if (fullName.includes('MAILLAGE_TEST_DATABASE_URL')) summary.skippedFor.postgres += 1;
      else if (text.includes('MAILLAGE_DONNEES_TEST')) summary.skippedFor.realData += 1;
      else if (text.includes('MAILLAGE_TEST_DATABASE_URL')) summary.skippedFor.postgres += 1;
    }
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
