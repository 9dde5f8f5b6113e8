import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSmallDepartement } from '@maillage/departement-fictif/petit.ts';
import { apiPaths, OWNER_HEADER } from '@maillage/domain/api/paths.ts';
import { actionSheet } from '@maillage/domain/plans/plan.ts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type RunningApp, startApp } from './start-app.ts';

// What somebody who has a right to write could type to run something in the browser of all the others.
const XSS =
  '"><img src=x onerror="window.hurt=1"><svg onload="window.hurt=1"><style>body{display:none}</style><script>window.hurt=1</script>{{7*7}}';
let app: RunningApp;
let browser: Browser;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-hostile-'));
  await generateSmallDepartement(folder);
  [app, browser] = await Promise.all([startApp({ dataFolder: folder, departementCode: '00' }), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function send(method: string, path: string, body: object | FormData): Promise<Record<string, unknown>> {
  const isForm = body instanceof FormData;
  const answer = await fetch(app.address + path, {
    method,
    headers: { [OWNER_HEADER]: '1', ...(isForm ? {} : { 'content-type': 'application/json' }) },
    body: isForm ? body : JSON.stringify(body),
  });
  expect([path, answer.status, answer.ok ? '' : await answer.text()]).toEqual([path, 200, '']);
  return (await answer.json()) as Record<string, unknown>;
}

test('hostile text in every field of a sheet, of the plan, of a comment, of an act and of an invitation is shown, and never runs', async () => {
  const organisation = { name: XSS.replaceAll(';', '').slice(0, 110), kind: 'other' };
  const heading = {
    ...{ departementCode: '00', title: XSS, fictional: true, startDate: null, endDate: null, organisations: [organisation] },
    axes: [{ id: '1', title: XSS, objectives: [{ id: '1.a', title: XSS }] }],
  };
  await send('PUT', apiPaths.planHeading, { heading, version: 0 });
  const sheet = actionSheet.parse({
    ...{
      id: '1.99',
      axisId: '1',
      title: XSS,
      context: XSS,
      aims: XSS,
      description: XSS,
      risks: XSS,
      status: 'suspended',
      blockedReason: XSS,
    },
    ...{ lead: organisation.name, partners: [organisation.name], steps: [{ label: XSS }], operations: [{ id: 'une', title: XSS }] },
    indicators: [{ id: 'un', label: XSS, kind: 'output', unit: XSS.slice(0, 40), source: XSS, formula: XSS, owner: XSS.slice(0, 120) }],
  });
  await send('PUT', apiPaths.sheet('1.99'), { sheet, version: 0 });
  await send('POST', apiPaths.sheetComments('1.99'), { text: XSS });
  const form = new FormData();
  form.append('file', new Blob(['texte']), `${XSS.replaceAll('/', '')}.txt`);
  await send('POST', apiPaths.sheetDocuments('1.99'), form);
  await send('POST', apiPaths.schemeActs, { type: 'diagnosis', date: '2026-01-01', note: XSS });
  await send('POST', apiPaths.invitations, { email: 'a@b.example', part: 'scheme', level: 'read', organisation: XSS.slice(0, 120) });

  const page = await browser.newPage({ locale: 'fr-FR' });
  const refused: string[] = [];
  page.on('console', (message) => message.type() === 'error' && refused.push(message.text()));
  for (const path of [
    '/plan',
    '/plan?vue=tableau',
    '/plan?vue=calendrier',
    '/plan?vue=carte',
    '/plan/fiches/1.99',
    '/plan/fiches/1.99?modifier=1',
    '/procedure',
    '/partenaires',
    '/chercher?q=onerror',
  ]) {
    await page.goto(app.address + path, { waitUntil: 'networkidle' });
    await page.locator('h1').first().waitFor();
    expect([
      path,
      await page.evaluate('[window.hurt, document.querySelectorAll("main img[src=x], main script, main style").length]'),
    ]).toEqual([path, [undefined, 0]]);
    // Escaped, and so never even refused by the policy of the page.
    expect([path, refused]).toEqual([path, []]);
  }
  await page.goto(`${app.address}/plan/fiches/1.99`);
  await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toContain('onerror=');
  await page.close();
});

test('were a text to become an element, the policy of the pages would still refuse to run or draw it', async () => {
  const page = await browser.newPage();
  const refused: string[] = [];
  page.on('console', (message) => message.type() === 'error' && refused.push(message.text()));
  await page.goto(app.address, { waitUntil: 'networkidle' });
  await page.evaluate(`document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(XSS)})`);
  await page.evaluate(
    `(() => { const one = document.createElement('script'); one.textContent = 'window.hurt = 2'; document.body.append(one); })()`,
  );
  await expect.poll(() => refused.filter((text) => /Content Security Policy/.test(text)).length).toBeGreaterThan(2);
  expect(await page.evaluate('[window.hurt, getComputedStyle(document.body).display]')).toEqual([undefined, 'block']);
  await page.close();
});
