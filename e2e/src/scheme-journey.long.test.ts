import { readFileSync, statSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { findBarriers } from './find-barriers.ts';
import { type Invited, invite, join, mainOf, setSecondFactor } from './people.ts';
import { type RunningApp, startApp } from './start-app.ts';

// One scheme, from its draft to its being in force: two owners, five partners, each in a browser of their own. The tests follow one another.
/** A sheet that is proposed in the fictional plan, led by the sickness fund of farmers; its axis is the first. */
const SHEET = '1.4';
const WHOLE = /^tout le schéma/;
const PEOPLE = {
  anne: {
    email: 'anne@departement.example',
    name: 'Anne',
    organisation: 'Département du Val-d’Exemple (fictif)',
    level: 'être propriétaire',
    owner: 'le Département',
    part: WHOLE,
  },
  paul: {
    email: 'paul@prefecture.example',
    name: 'Paul',
    organisation: 'Services de l’État',
    level: 'être propriétaire',
    owner: 'la Préfecture',
    part: WHOLE,
  },
  rita: { email: 'rita@region.example', name: 'Rita', organisation: 'Conseil régional (fictif)', level: 'lire', part: WHOLE },
  emile: { email: 'emile@interco.example', name: 'Émile', organisation: 'Communauté de communes', level: 'contribuer', part: /^axe 1,/ },
  chloe: {
    email: 'chloe@msa.example',
    name: 'Chloé',
    organisation: 'Mutualité agricole (fictive)',
    level: 'piloter',
    part: /^fiche 1\.4,/,
  },
  lea: { email: 'lea@accueil.example', name: 'Léa', organisation: 'Espace France services', level: 'contribuer', part: /^fiche 1\.4,/ },
  // Named as the Préfecture is, and of neither owner: a name gives nothing.
  omar: { email: 'omar@maires.example', name: 'Omar', organisation: 'Préfecture', level: 'valider', part: /^axe 1,/ },
} as const satisfies Record<string, Invited>;
type Name = keyof typeof PEOPLE;

let app: RunningApp;
let browser: Browser;
/** Somebody without account. */
let inhabitant: Page;
const at = {} as Record<Name, Page>;

beforeAll(async () => {
  [app, browser] = await Promise.all([startApp(), launchBrowser()]);
  inhabitant = await browser.newPage({ locale: 'fr-FR' });
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

const open = async (page: Page, path: string) => {
  await page.goto(`${app.address}${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
};

test('the two owners and the five partners come by their invitations', async () => {
  at.anne = await join(browser, app.address, await invite(inhabitant, app.address, PEOPLE.anne), PEOPLE.anne);
  await setSecondFactor(at.anne, 'Anne');
  at.paul = await join(browser, app.address, await invite(at.anne, app.address, PEOPLE.paul), PEOPLE.paul);
  await setSecondFactor(at.paul, 'Paul');
  // The other owner invites as the first does: they are equal.
  for (const name of ['rita', 'emile', 'chloe', 'lea', 'omar'] as const) {
    const link = await invite(name === 'rita' || name === 'emile' ? at.anne : at.paul, app.address, PEOPLE[name]);
    at[name] = await join(browser, app.address, link, PEOPLE[name]);
  }
  await open(at.anne, '/partenaires');
  await expect.poll(() => mainOf(at.anne)).toContain('Omar');
  for (const { name } of Object.values(PEOPLE)) expect(await mainOf(at.anne)).toContain(name);
}, 480_000);

test('a draft is seen by the partners of its part, and by nobody else', async () => {
  await open(inhabitant, `/plan/fiches/${SHEET}`);
  await expect.poll(() => mainOf(inhabitant)).toContain('n’est pas dans ce plan');
  await open(inhabitant, '/plan');
  await expect.poll(() => mainOf(inhabitant)).toContain('11 fiches sont encore en discussion entre les partenaires');
  for (const name of ['rita', 'emile', 'chloe', 'lea', 'omar'] as const) {
    await open(at[name], `/plan/fiches/${SHEET}`);
    await expect.poll(() => mainOf(at[name])).toContain('proposée');
  }
  // Another axis: for who reads the whole, and not for who has a part.
  await open(at.rita, '/plan/fiches/6.1');
  expect(await mainOf(at.rita)).toContain('Qui, quand, pour qui');
  await open(at.emile, '/plan/fiches/6.1');
  await expect.poll(() => mainOf(at.emile)).toContain('n’est pas dans ce plan');
});

test('each is offered what they may do on their part, and nothing more', async () => {
  const offered = async (name: Name) => {
    await open(at[name], `/plan/fiches/${SHEET}`);
    await expect.poll(() => mainOf(at[name])).toContain('Historique');
    const has = async (role: 'button' | 'heading', label: string | RegExp) => (await at[name].getByRole(role, { name: label }).count()) > 0;
    return [
      await has('button', 'Modifier cette fiche'),
      await has('button', /^Commenter|^Ajouter ce commentaire|^Publier/),
      await has('heading', 'Validation'),
    ];
  };
  expect(await offered('rita')).toEqual([false, false, false]);
  expect(await offered('emile')).toEqual([false, true, false]);
  expect(await offered('lea')).toEqual([false, true, false]);
  expect(await offered('chloe')).toEqual([true, true, false]);
  expect(await offered('omar')).toEqual([true, true, true]);
  expect(await mainOf(at.omar)).toContain('Votre droit n’est donné ni au nom du Département ni à celui de la Préfecture');
  for (const name of ['rita', 'emile', 'chloe'] as const) {
    await open(at[name], '/procedure');
    await expect.poll(() => mainOf(at[name])).toContain('préparation');
    expect(await at[name].getByRole('heading', { name: 'Enregistrer un acte' }).count()).toBe(0);
    await open(at[name], '/partenaires');
    await expect.poll(() => mainOf(at[name])).toContain('Action réservée');
  }
});

test('the operator writes its sheet, the agents and the intercommunality discuss it; nobody forces another door', async () => {
  await open(at.chloe, `/plan/fiches/${SHEET}?modifier=1`);
  const states = await at.chloe.getByLabel('État', { exact: true }).locator('option').allInnerTexts();
  expect(states).toEqual(['idée', 'proposée']);
  await at.chloe.getByLabel('Finalités').fill('Prêter 200 ordinateurs aux familles qui n’en ont pas.');
  await expect.poll(() => mainOf(at.chloe)).toMatch(/Enregistré à/);
  for (const [name, text] of [
    ['emile', 'Nos deux médiathèques peuvent prêter.'],
    ['lea', 'On nous le demande chaque semaine.'],
  ] as const) {
    await open(at[name], `/plan/fiches/${SHEET}`);
    await expect.poll(() => mainOf(at[name])).toContain('Prêter 200 ordinateurs');
    await at[name].getByRole('textbox').last().fill(text);
    await at[name].getByRole('textbox').last().locator('xpath=ancestor::form').getByRole('button').click();
    await expect.poll(() => mainOf(at[name])).toContain(text);
  }
  // What the pages do not offer, the server refuses too.
  const force = (page: Page, path: string, method: 'PUT' | 'POST', data: object) =>
    page.request.fetch(`${app.address}${path}`, { method, data, headers: { 'x-maillage': '1' } });
  const { sheet, version } = await (await at.chloe.request.get(`${app.address}/api/plan/sheets/${SHEET}`)).json();
  const refused = [
    await force(at.chloe, `/api/plan/sheets/${SHEET}`, 'PUT', { sheet: { ...sheet, status: 'underway' }, version }),
    await force(at.chloe, `/api/plan/sheets/${SHEET}/validate`, 'POST', { version, owner: 'departement' }),
    await force(at.omar, `/api/plan/sheets/${SHEET}/validate`, 'POST', { version, owner: 'prefecture' }),
    await force(at.anne, `/api/plan/sheets/${SHEET}/validate`, 'POST', { version, owner: 'prefecture' }),
    await force(at.anne, `/api/plan/sheets/${SHEET}`, 'PUT', { sheet: { ...sheet, status: 'validated' }, version }),
    await force(at.emile, `/api/plan/sheets/${SHEET}`, 'PUT', { sheet: { ...sheet, title: 'Forcé' }, version }),
  ];
  expect(refused.map((answer) => answer.status())).toEqual([403, 403, 403, 403, 403, 403]);
});

test('it takes both owners to make it public', async () => {
  await open(at.anne, `/plan/fiches/${SHEET}`);
  await expect.poll(() => mainOf(at.anne)).toContain('Nos deux médiathèques peuvent prêter.');
  expect(await at.anne.getByRole('button', { name: 'Valider au nom du Préfet' }).count()).toBe(0);
  await at.anne.getByRole('button', { name: 'Valider au nom du Département' }).click();
  await expect.poll(() => mainOf(at.anne)).toContain('Département : validée');
  await open(inhabitant, `/plan/fiches/${SHEET}`);
  await expect.poll(() => mainOf(inhabitant)).toContain('n’est pas dans ce plan');
  // With the keyboard alone.
  await open(at.paul, `/plan/fiches/${SHEET}`);
  const button = at.paul.getByRole('button', { name: 'Valider au nom du Préfet' });
  await button.waitFor();
  const focused = async () => (await at.paul.locator('button:focus').allInnerTexts())[0];
  for (let presses = 0; presses < 80 && (await focused()) !== 'Valider au nom du Préfet'; presses++) await at.paul.keyboard.press('Tab');
  await at.paul.keyboard.press('Enter');
  await expect.poll(() => mainOf(at.paul)).toContain('Préfecture : validée');
  await open(inhabitant, `/plan/fiches/${SHEET}`);
  await expect.poll(() => mainOf(inhabitant)).toContain('Prêter 200 ordinateurs');
  expect(await mainOf(inhabitant)).not.toContain('médiathèques');
  expect(await findBarriers(at.paul)).toEqual([]);
});

test('from the draft to the scheme in force, each owner records the acts of its own, and the test of the texts follows', async () => {
  const { anne, paul } = at;
  await open(anne, '/procedure');
  const missing = async (page: Page) => {
    await expect.poll(() => mainOf(page)).toContain('exigences des textes');
    return [...(await mainOf(page)).matchAll(/^Manque : .*$/gm)].map(([text]) => text);
  };
  const record = async (page: Page, label: string, date: string, fill: () => Promise<unknown> = async () => undefined) => {
    await open(page, '/procedure');
    await page.getByLabel('Acte', { exact: true }).selectOption({ label });
    await page.getByLabel('Date', { exact: true }).fill(date);
    await fill();
    const known = await page.locator('.acts > li').count();
    await page.getByRole('button', { name: 'Enregistrer cet acte' }).click();
    await expect.poll(() => page.locator('.acts > li').count()).toBeGreaterThan(known);
  };
  const everyone = (page: Page) => () =>
    page.getByLabel('Instance', { exact: true }).selectOption({ label: 'Toutes celles qui ne l’ont pas reçu' });
  const before = await missing(anne);
  for (const words of [
    'avis manquent encore',
    'délibération du conseil départemental',
    'arrêté du préfet',
    'publication en ligne',
    'aucune convention',
    'aucune réunion',
  ])
    expect(before.join('\n')).toContain(words);
  await record(anne, 'Diagnostic partagé', '2024-01-10');
  await record(paul, 'Projet arrêté par le Département et l’État', '2024-02-01');
  await record(anne, 'Transmission du projet pour avis', '2024-02-05', everyone(anne));
  await record(paul, 'Projet modifié après avis', '2024-05-20');
  await record(anne, 'Transmission du projet pour avis', '2024-06-01', everyone(anne));
  expect((await missing(anne)).join('\n')).not.toContain('avis manquent');
  await record(anne, 'Délibération du conseil départemental', '2024-10-01');
  expect((await missing(anne)).join('\n')).not.toContain('délibération');
  expect((await missing(anne)).join('\n')).toContain('arrêté du préfet');
  await record(paul, 'Arrêté du préfet', '2024-11-01');
  await record(paul, 'Publication', '2024-12-01');
  await expect.poll(() => mainOf(paul)).toContain('En vigueur du 1er décembre 2024 au 30 novembre 2030');
  await record(anne, 'Convention de mise en œuvre signée', '2025-01-15', () =>
    anne
      .getByLabel('Signataires, séparés par des points-virgules')
      .fill('État ; Département ; Région ; Mutualité agricole ; Association des maires'),
  );
  await record(paul, 'Réunion de l’instance de suivi', '2025-06-01');
  const after = (await missing(paul)).join('\n');
  for (const words of ['avis', 'délibération', 'arrêté', 'publication', 'convention', 'réunion']) expect(after).not.toContain(words);
  expect(after).toContain('plan de mutualisation');
  expect(await mainOf(paul)).toContain('Enregistré par Anne.');
  expect(await findBarriers(paul)).toEqual([]);
  // Whoever comes without account sees where the scheme stands, and not who typed what.
  await open(inhabitant, '/procedure');
  await expect.poll(() => mainOf(inhabitant)).toContain('En vigueur du 1er décembre 2024');
  expect(await mainOf(inhabitant)).not.toContain('Enregistré par');
}, 480_000);

test('an analyst takes the plan away without account: what is decided, in each format', async () => {
  await open(inhabitant, '/plan');
  await expect.poll(() => mainOf(inhabitant)).toContain('Le plan en fichiers');
  for (const [name, file] of [
    ['Données (JSON)', 'plan.json'],
    ['Tableau (CSV)', 'plan.csv'],
    ['Classeur (XLSX)', 'plan.xlsx'],
    ['Document à lire (Word)', 'plan.docx'],
  ] as const) {
    const [download] = await Promise.all([inhabitant.waitForEvent('download'), inhabitant.getByRole('link', { name }).click()]);
    expect(download.suggestedFilename()).toBe(file);
    expect(statSync(await download.path()).size).toBeGreaterThan(10_000);
    if (file !== 'plan.json') continue;
    const { actionSheets } = JSON.parse(readFileSync(await download.path(), 'utf8'));
    expect(actionSheets).toHaveLength(37);
    expect(actionSheets.some(({ id }: { id: string }) => id === SHEET)).toBe(true);
  }
});
