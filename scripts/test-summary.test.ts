import { expect, test } from 'vitest';
import { closingLines, summariseReport } from './test-summary.ts';

const TEXTS: Record<string, string> = {
  'reel.test.ts': "const folder = process.env['MAILLAGE_DONNEES_TEST'];",
  'base.test.ts': "const url = process.env['MAILLAGE_TEST_DATABASE_URL'];",
  'casse.test.ts': 'import nothing',
};
const done = (status: string, fullName = '') => ({ status, fullName });
const report = {
  testResults: [
    { name: 'reel.test.ts', status: 'passed', assertionResults: [done('passed'), done('skipped'), done('pending')] },
    { name: 'base.test.ts', status: 'failed', assertionResults: [done('failed'), done('skipped')] },
    {
      name: 'deux.test.ts',
      status: 'passed',
      assertionResults: [done('skipped', 'runs (PostgreSQL: MAILLAGE_TEST_DATABASE_URL is unset)')],
    },
    { name: 'casse.test.ts', status: 'failed', assertionResults: [] },
  ],
};

test('a test file that does not load is a failure, and skipped tests are counted by what they wait for', () => {
  expect(summariseReport(report, (path) => TEXTS[path] ?? '')).toEqual({
    passedCount: 1,
    failedCount: 2,
    skippedCount: 4,
    skippedFor: { realData: 2, postgres: 2 },
  });
});

test('the last line is the count alone, and what was not run on official files is said before it', () => {
  const lines = closingLines(
    summariseReport(report, (path) => TEXTS[path] ?? ''),
    { MAILLAGE_TEST_DATABASE_URL: 'postgres://127.0.0.1/essai' },
  );
  expect(lines.at(-1)).toBe('1 passed, 2 failed, 4 skipped');
  expect(lines.filter((line) => line.includes('MAILLAGE_DONNEES_TEST'))).toHaveLength(1);
  expect(lines.filter((line) => line.includes('PostgreSQL'))).toHaveLength(0);
});
