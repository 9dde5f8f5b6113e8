import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PERSONAL_DATA_REGISTER, registerAsMarkdown } from './personal-data.ts';

test('the documentation holds the register as it is: copy what `registerAsMarkdown` gives when this fails', () => {
  const text = readFileSync(new URL('../../../../docs/rgpd.md', import.meta.url), 'utf8');
  expect(text).toContain(registerAsMarkdown());
});

test('each processing says all that the law asks', () => {
  for (const { tables, ...texts } of PERSONAL_DATA_REGISTER) {
    for (const [field, text] of Object.entries(texts)) expect([field, text.length > 8]).toEqual([field, true]);
    expect(tables.length).toBeGreaterThan(0);
  }
});
