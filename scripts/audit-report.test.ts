import { expect, test } from 'vitest';
import { readAudit } from './audit-report.ts';

const said = (vulnerabilities: object) => JSON.stringify({ metadata: { vulnerabilities } });

test('a serious flaw fails, a small one is told, and silence is said to be silence', () => {
  expect(readAudit(said({ critical: 0, high: 1, moderate: 0, low: 0 }))).toMatchObject({
    exitCode: 1,
    text: expect.stringContaining('1 graves'),
  });
  expect(readAudit(said({ critical: 0, high: 0, moderate: 2, low: 0 }))).toMatchObject({
    exitCode: 0,
    text: expect.stringContaining('2 moyennes'),
  });
  for (const silence of ['', 'npm error audit endpoint returned an error', '{"error":{"code":"ENOTFOUND"}}', '{"metadata":'])
    expect(readAudit(silence)).toMatchObject({ exitCode: 0, text: expect.stringContaining('Non vérifié') });
});
