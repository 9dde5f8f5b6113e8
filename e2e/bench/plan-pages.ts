/**
 * The pages of the plan in a real browser: to open them, to filter, to save, with the 47 sheets of the fictional plan, then with 2,000.
 *
 *   node e2e/bench/plan-pages.ts
 *
 * Each figure is the median of five, in milliseconds, from the gesture to the frame that shows its effect, on this machine and its load.
 */
import { loadavg } from 'node:os';
import { actionPlan } from '@maillage/domain/plans/plan.ts';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../src/browser.ts';
import { type RunningApp, startApp } from '../src/start-app.ts';

const TURNS = 5;
const MANY = 2_000;
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Milliseconds until the page shows `expected` in its `main`, once `gesture` (a piece of page script) is done. */
function timed(page: Page, gesture: string, expected: string): Promise<number> {
  return page.evaluate(`new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const pattern = ${expected};
    const look = () => {
      const text = document.querySelector('main')?.innerText.replace(/[\\u00a0\\u202f]/g, ' ') ?? '';
      if (pattern.test(text)) resolve(performance.now() - startedAt);
      else if (performance.now() - startedAt > 20000) reject(new Error('not shown: ' + pattern));
      else requestAnimationFrame(look);
    };
    ${gesture};
    requestAnimationFrame(look);
  })`);
}

async function median(turn: (index: number) => Promise<number>): Promise<string> {
  const values: number[] = [];
  for (let index = 0; index < TURNS; index++) values.push(await turn(index));
  return `${values.sort((a, b) => a - b)[Math.floor(TURNS / 2)]!.toFixed(0)} ms`;
}

/** Sets a field as a person does, so that the page hears of it. */
const choose = (label: string, value: string) => `
  const label = [...document.querySelectorAll('label')].find((one) => one.textContent.trim() === ${JSON.stringify(label)});
  const field = document.getElementById(label.htmlFor);
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value').set.call(field, ${JSON.stringify(value)});
  field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }))`;

async function measure(app: RunningApp, browser: Browser, count: number): Promise<void> {
  const page = await browser.newPage({ locale: 'fr-FR', viewport: { width: 1280, height: 900 } });
  const link = (path: string) => `[...document.querySelectorAll('a')].find((one) => one.getAttribute('href') === '${path}').click()`;
  const view = (label: string) =>
    `[...document.querySelectorAll('.plan-views button')].find((one) => one.textContent === ${JSON.stringify(label)}).click()`;
  const said = count.toLocaleString('fr-FR').replace(/\s/g, '\\s'); // as the page writes it
  await page.goto(`${app.address}/plan`);
  await page
    .getByText(new RegExp(`^${said} fiches`))
    .first()
    .waitFor();
  say(`${count} fiches (charge de la machine : ${loadavg()[0]!.toFixed(1)})`);
  const opened = await median(async () => {
    await page.evaluate(link('/procedure'));
    await page.getByRole('heading', { name: 'Où en est le schéma ?' }).waitFor();
    return timed(page, link('/plan'), /Télécharger le tableau/.toString());
  });
  say(`  ouvrir le plan : ${opened}`);
  const whole = new RegExp(`(?:^|\\n)${said} fiches\\s*(?:\\n|$)`).toString();
  const some = new RegExp(`fiches? sur ${said}`).toString();
  for (const [what, label, values] of [
    ['filtrer par état', 'État', ['done', 'underway']],
    ['chercher un mot', 'Chercher dans les fiches', ['bus', 'maison']],
  ] as const) {
    const time = await median(async (index) => {
      const taken = await timed(page, choose(label, values[index % 2]!), some);
      await timed(page, choose(label, ''), whole);
      return taken;
    });
    say(`  ${what} : ${time}`);
  }
  for (const [label, shown] of [
    ['Tableau d’avancement', /suspendue\s+\d+/i],
    ['Calendrier', /Trait : aujourd’hui/],
    ['Carte', /Fiches par commune/],
  ] as const) {
    const time = await median(async () => {
      await page.evaluate(view('Fiches'));
      await page.getByRole('button', { name: 'Télécharger le tableau (CSV)' }).first().waitFor();
      return timed(page, view(label), shown.toString());
    });
    say(`  ${label.toLowerCase()} : ${time}`);
  }
  await page.goto(`${app.address}/plan/fiches/2.1?modifier=1`);
  await page.getByLabel('Risques').waitFor();
  let turn = 0;
  const saved = await median(async () => {
    await page.getByLabel('Risques').fill(`Mesure ${count}, ${++turn}`);
    return timed(page, "document.querySelector('.sheet-bar button[type=submit]').click()", /(?:^|\s)Enregistré à/.toString());
  });
  say(`  enregistrer une fiche : ${saved}`);
  await page.close();
}

/** Brings the plan to so many sheets by the import that people use: copies of those that are there. */
async function addSheets(app: RunningApp, count: number): Promise<void> {
  const plan = actionPlan.parse(await (await fetch(`${app.address}/api/plan/files/plan.json`)).json());
  const axes = plan.axes.map(({ id }) => id);
  const models = plan.actionSheets.slice();
  for (let index = 0; plan.actionSheets.length < count; index++) {
    const axisId = axes[index % axes.length]!;
    const number = 100 + Math.floor(index / axes.length);
    plan.actionSheets.push({ ...models[index % models.length]!, id: `${axisId}.${number}`, axisId, objectiveId: null, dependsOn: [] });
  }
  const form = new FormData();
  form.append('file', new Blob([JSON.stringify(plan)]), 'plan.json');
  const answer = await fetch(`${app.address}/api/plan/import?dryRun=0`, { method: 'POST', body: form, headers: { 'x-maillage': '1' } });
  const { applied, problems } = (await answer.json()) as { applied: boolean; problems: unknown[] };
  if (!applied) throw new Error(`le plan n’a pas été importé : ${JSON.stringify(problems).slice(0, 300)}`);
}

const app = await startApp();
const browser = await launchBrowser();
try {
  await measure(app, browser, 47);
  await addSheets(app, MANY);
  await measure(app, browser, MANY);
} finally {
  await browser.close();
  await app.stop();
}
