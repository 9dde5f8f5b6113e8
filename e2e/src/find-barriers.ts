import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds wrong on the page as it is shown: `rule: places`, of any impact; all its rules, or those named. Asked for violations
 * only, axe spends half the time: it does not describe what is right.
 */
export async function findBarriers(page: Page, rules?: readonly string[]): Promise<string[]> {
  // Not a script tag, which the policy of the pages refuses.
  await page.evaluate(`globalThis.axe ?? (() => { ${AXE} })(); undefined`);
  const options = { resultTypes: ['violations'], ...(rules && { runOnly: { type: 'rule', values: rules } }) };
  const { violations } = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as AxeResults; // what axe documents that it returns
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target, html }) => `${target.join(' ')} ${html.slice(0, 120)}`).join(', ')}`,
  );
}
