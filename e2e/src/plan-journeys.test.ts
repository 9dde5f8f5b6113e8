import { apiPaths } from '@maillage/domain/api/paths.ts';
import { communeListItem } from '@maillage/domain/territories/commune-list.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { launchBrowser } from './browser.ts';
import { type RunningApp, startApp } from './start-app.ts';

// What the people of the plan come for, from beginning to end, in the fictional Département.
let app: RunningApp;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [app, browser] = await Promise.all([startApp(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});
beforeEach(async () => {
  page = await browser.newPage({ locale: 'fr-FR', viewport: { width: 1280, height: 900 } });
});
afterEach(() => page.close());

const mainOf = async (one: Page) => (await one.getByRole('main').innerText()).replace(/[\u00a0\u202f]/g, ' ');
const main = () => mainOf(page);

test('what concerns my commune: the plan filtered, shared by its address, and kept under a name', async () => {
  await page.goto(`${app.address}/plan`);
  await expect.poll(main).toContain('47 fiches en 7 axes');
  await page.getByLabel('État', { exact: true }).selectOption('underway');
  await expect.poll(main).toMatch(/\d+ fiches? sur 47/);
  const said = /\d+ fiches? sur 47/.exec(await main())![0];
  expect(page.url()).toContain('etat=underway');
  await page.getByText(/^Vues enregistrées/).click();
  await page.getByLabel('Nom de la vue montrée').fill('En cours');
  await page.getByRole('button', { name: 'Enregistrer cette vue' }).click();
  await page.getByRole('button', { name: 'Tout revoir' }).click();
  await expect.poll(() => page.url()).not.toContain('etat=');
  await page.getByRole('button', { name: 'En cours', exact: true }).click();
  await expect.poll(main).toContain(said);
});

test('a sheet is edited with the keyboard alone, saved as one types, and its history says so', async () => {
  await page.goto(`${app.address}/plan/fiches/2.1`);
  const edit = page.getByRole('button', { name: 'Modifier cette fiche' });
  await edit.focus();
  await page.keyboard.press('Enter');
  const title = page.getByLabel('Titre', { exact: true });
  await title.focus();
  await page.keyboard.press('End');
  await page.keyboard.type(', le soir aussi');
  await expect.poll(main).toMatch(/Enregistré à \d\d:\d\d/);
  const close = page.getByRole('button', { name: 'Fermer' });
  await close.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toContain(', le soir aussi');
  await expect.poll(main).toMatch(/Version 2, enregistrée par le poste qui héberge Maillage/);
});

test('an action is proposed, written with what it leans on, taken out of the plan and put back', async () => {
  await page.goto(`${app.address}/plan`);
  await page.getByText('Proposer une fiche', { exact: true }).click();
  await page.getByLabel('Dans l’axe').selectOption({ index: 3 });
  await page.getByLabel('Titre de l’action').fill('Un bus de soins');
  await page.getByRole('button', { name: 'Créer cette fiche' }).click();
  await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toMatch(/^Modifier la fiche 4\.\d+/);
  const id = /4\.\d+/.exec(await page.getByRole('heading', { level: 1 }).innerText())![0];
  await page.getByRole('group', { name: 'Copilotes' }).getByLabel('Rectorat (fictif)').check();
  // A comma is typed as any other sign.
  await page.getByLabel('Équivalents temps plein').pressSequentially('1,5');
  await page.getByLabel('Schémas liés').pressSequentially('contrat de ville ; PRS');
  await page.getByRole('button', { name: 'Ajouter une opération' }).click();
  await page.getByLabel('Opération, une opération 1').fill('Acheter le bus');
  await page
    .getByText(/^Fiches dont elle dépend/)
    .first()
    .click();
  await page
    .getByRole('group', { name: 'Fiches dont elle dépend' })
    .getByLabel(/^2\.1 /)
    .check();
  await expect.poll(main).toMatch(/Enregistré à \d\d:\d\d/);
  await page.getByRole('button', { name: 'Fermer' }).click();
  for (const words of ['Rectorat (fictif)', '1,5', 'PRS, contrat de ville', 'Opération « Acheter le bus »', 'fiche 2.1'])
    await expect.poll(main).toContain(words);
  await page.getByText('Retirer cette fiche du plan').click();
  await page.getByRole('button', { name: `Retirer la fiche ${id}` }).click();
  await expect.poll(main).toContain('47 fiches en 7 axes');
  await page.getByText('Fiches retirées (1)').click();
  await page.getByRole('button', { name: `Rétablir la fiche ${id}` }).click();
  await expect.poll(main).toContain('48 fiches en 7 axes');
  await page.goto(`${app.address}/plan/fiches/${id}`);
  await page.getByText('Retirer cette fiche du plan').click();
  await page.getByRole('button', { name: `Retirer la fiche ${id}` }).click();
  await expect.poll(main).toContain('47 fiches en 7 axes');
});

test('one date is given to several sheets at once, and a circle of dependencies is refused in words', async () => {
  await page.goto(`${app.address}/plan?axe=7`);
  await page.getByRole('button', { name: 'Cocher les fiches montrées' }).click();
  await page.getByLabel('Changer, dans les fiches cochées').selectOption({ label: 'la fin' });
  await page.getByLabel('Nouvelle date (vide : aucune)').fill('2032-12-31');
  await page.getByRole('button', { name: /^Appliquer à \d+ fiches/ }).click();
  await expect.poll(main).toMatch(/\d+ fiche\(s\) enregistrée\(s\)\./);
  await expect.poll(async () => [...(await main()).matchAll(/31 décembre 2032/g)].length).toBeGreaterThan(2);
  for (const [id, other] of [
    ['7.1', '7.2'],
    ['7.2', '7.1'],
  ] as const) {
    await page.goto(`${app.address}/plan/fiches/${id}?modifier=1`);
    await page
      .getByText(/^Fiches dont elle dépend/)
      .first()
      .click();
    await page
      .getByRole('group', { name: 'Fiches dont elle dépend' })
      .getByLabel(new RegExp(`^${other.replace('.', '\\.')} `))
      .check();
    await expect.poll(main).toMatch(/Enregistré à|dépend d’elle-même/);
  }
  expect(await main()).toContain('dépend d’elle-même');
});

test('axes are added, moved and named, an organisation is renamed in its sheets, and two owners do not write over one another', async () => {
  await page.goto(`${app.address}/plan`);
  await page.getByRole('link', { name: 'Axes, objectifs et organismes' }).click();
  // An axis that holds sheets is not taken away.
  expect(await page.getByRole('button', { name: 'Ôter l’axe 1' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Ajouter un axe' }).click();
  await page.getByLabel('Titre de l’axe 8').fill('Aller vers');
  await page.getByRole('button', { name: 'Ajouter un objectif à l’axe 8' }).click();
  await page.getByLabel('Objectif 8.a').fill('Des équipes mobiles');
  await page.getByRole('button', { name: 'Monter l’axe 8' }).click();
  await page.locator('input[value="Rectorat (fictif)"]').fill('Académie (fictive)');
  const other = await browser.newPage({ locale: 'fr-FR' });
  await other.goto(`${app.address}/plan/axes`);
  await other.getByLabel('Titre', { exact: true }).fill('Le plan vu par la Préfecture');
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
  await expect.poll(main).toContain('Enregistré.');
  await other.getByRole('button', { name: 'Enregistrer', exact: true }).click();
  const choice = other.getByRole('alert');
  await expect.poll(() => choice.innerText()).toMatch(/Le plan a changé pendant que vous écriviez/);
  expect(await choice.innerText()).toMatch(/Axe 8 «\sAller vers\s»\s: retrait/);
  await other.getByRole('button', { name: 'Reprendre le leur' }).click();
  expect(await other.getByLabel('Titre de l’axe 8').inputValue()).toBe('Aller vers');
  await other.close();
  await page.goto(`${app.address}/plan`);
  await expect.poll(main).toContain('47 fiches en 8 axes');
  expect((await main()).indexOf('Aller vers')).toBeLessThan((await main()).indexOf('services marchands'));
  await page.getByLabel('Pilote', { exact: true }).selectOption('Académie (fictive)');
  await expect.poll(main).toMatch(/\d+ fiches? sur 47/);
});

test('a site is named and placed in a sheet, and stands on the map of the plan with its sheet', async () => {
  const [commune] = z.array(communeListItem).parse(await (await fetch(app.address + apiPaths.communes(app.runId))).json());
  await page.goto(`${app.address}/plan/fiches/5.1?modifier=1`);
  const places = page.getByRole('group', { name: 'Lieux' });
  await places.getByRole('button', { name: 'Ajouter un lieu' }).click();
  const count = await places.getByRole('button', { name: /^Ôter/ }).count();
  const field = (label: string) => places.getByLabel(`${label}, un lieu ${count}`);
  await field('Sorte').selectOption('site');
  await field('Code').fill(commune!.code);
  await field('Nom (pour un site)').fill('Maison du canal');
  await field('Longitude (pour un site, en degrés)').pressSequentially(String(commune!.lon + 0.01).replace('.', ','));
  await field('Latitude').pressSequentially(String(commune!.lat).replace('.', ','));
  await expect.poll(main).toMatch(/Enregistré à \d\d:\d\d/);
  await page.goto(`${app.address}/plan?vue=carte`);
  await expect.poll(main).toMatch(new RegExp(`Maison du canal, ${commune!.name} \\(fiche 5\\.1\\)`));
  expect(await page.locator('circle.plan-site title').allTextContents()).toContain('Maison du canal (fiche 5.1)');
});

test('two people write the same sheet: the second sees both versions, and chooses', async () => {
  const address = `${app.address}/plan/fiches/2.2?modifier=1`;
  const other = await browser.newPage({ locale: 'fr-FR' });
  await Promise.all([page.goto(address), other.goto(address)]);
  await Promise.all([page, other].map((one) => one.getByLabel('Finalités').waitFor()));
  await page.getByLabel('Finalités').fill('Le texte de la première.');
  await expect.poll(main).toMatch(/Enregistré à/);
  await other.getByLabel('Finalités').fill('Le texte du second.');
  await expect.poll(() => mainOf(other)).toContain('Cette fiche a changé pendant que vous écriviez');
  const both = await mainOf(other);
  expect(both).toContain('Le texte de la première.');
  expect(both).toContain('Le texte du second.');
  // The page closed in the middle: what was typed is still there.
  await other.reload();
  await expect.poll(() => mainOf(other)).toMatch(/Un brouillon de la version \d+ est resté sur ce poste/);
  await other.getByRole('button', { name: 'Le reprendre' }).click();
  await expect.poll(() => other.getByLabel('Finalités').inputValue()).toBe('Le texte du second.');
  await expect.poll(() => mainOf(other)).toMatch(/Enregistré à/);
  await other.close();
});

test('without network what is typed stays, and is saved when the network comes back', async () => {
  await page.goto(`${app.address}/plan/fiches/2.3?modifier=1`);
  await page.getByLabel('Risques').waitFor();
  await page.context().setOffline(true);
  await page.getByLabel('Risques').fill('Écrit dans un train.');
  await expect.poll(main).toContain('Le serveur ne répond pas');
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect.poll(main).toMatch(/Enregistré à/);
  await page.goto(`${app.address}/plan/fiches/2.3`);
  await expect.poll(main).toContain('Écrit dans un train.');
});

test('a scheme goes from its preparation to being in force; the completeness test follows', async () => {
  await page.goto(`${app.address}/procedure`);
  await expect.poll(main).toContain('préparation');
  const record = async (label: string, date: string, fill: () => Promise<unknown> = async () => undefined) => {
    await page.getByLabel('Acte', { exact: true }).selectOption({ label });
    await page.getByLabel('Date', { exact: true }).fill(date);
    await fill();
    await page.getByRole('button', { name: 'Enregistrer cet acte' }).click();
  };
  const state = () => page.locator('[aria-current="step"]').innerText();
  await record('Diagnostic partagé', '2024-01-10');
  await expect.poll(state).toBe('diagnostic');
  await record('Projet arrêté par le Département et l’État', '2024-02-01');
  await expect.poll(state).toBe('projet');
  const everyone = () => page.getByLabel('Instance', { exact: true }).selectOption({ label: 'Toutes celles qui ne l’ont pas reçu' });
  await record('Transmission du projet pour avis', '2024-02-05', everyone);
  await expect.poll(main).toContain('5 mai 2024');
  await expect.poll(state).toBe('consultation des intercommunalités');
  await record('Projet modifié après avis', '2024-05-20');
  await expect.poll(state).toBe('projet modifié');
  await record('Transmission du projet pour avis', '2024-06-01', everyone);
  await expect.poll(state).toBe('consultation de la région et de la CTAP');
  await record('Délibération du conseil départemental', '2024-10-01');
  await expect.poll(state).toBe('délibération du conseil départemental');
  await record('Arrêté du préfet', '2024-11-01');
  await expect.poll(state).toBe('arrêté du préfet');
  await record('Publication', '2024-12-01');
  await expect.poll(state).toBe('en vigueur');
  expect(await main()).toContain('En vigueur du 1er décembre 2024 au 30 novembre 2030');
  await record('Convention de mise en œuvre signée', '2025-01-15', () =>
    page.getByLabel('Signataires, séparés par des points-virgules').fill('État ; Département ; Région ; CAF ; Assurance maladie'),
  );
  await expect.poll(main).toContain('5 signataires');
  expect(await main()).toContain('9 avis donnés ou réputés donnés');
});

test('an owner is invited at the machine, comes by the link, and is asked for a second factor before writing', async () => {
  await page.goto(`${app.address}/partenaires`);
  await page.getByLabel('Adresse électronique').fill('anne@departement.example');
  await page.getByLabel('Organisme').fill('Département');
  await page.getByRole('button', { name: 'Inviter', exact: true }).click();
  await expect.poll(main).toContain('transmettez vous-même ce lien');
  const link = /https?:\S+#jeton=\S+/.exec(await main())![0].replace(/^https?:\/\/[^/]+/, app.address);
  const visitor = await (await browser.newContext({ locale: 'fr-FR' })).newPage();
  await visitor.goto(link);
  await visitor.getByLabel('Votre nom').fill('Anne');
  expect(visitor.url()).not.toContain('jeton');
  await visitor.getByLabel('Mot de passe').fill('une phrase assez longue');
  await visitor.getByRole('button', { name: 'Accepter' }).click();
  await visitor.getByRole('main').getByRole('link', { name: 'Se connecter' }).click();
  await visitor.getByLabel('Adresse électronique').fill('anne@departement.example');
  await visitor.getByLabel('Mot de passe').fill('une phrase assez longue');
  await visitor.getByRole('button', { name: 'Se connecter' }).click();
  await visitor.getByRole('link', { name: 'Anne' }).click();
  await expect.poll(() => mainOf(visitor)).toContain('posez un second facteur pour pouvoir écrire');
  await visitor.getByLabel('Votre mot de passe', { exact: true }).fill('une phrase assez longue');
  await visitor.getByRole('button', { name: 'Préparer une application de codes' }).click();
  await expect.poll(() => mainOf(visitor)).toMatch(/[A-Z2-7]{16,}/);
  // From now on, being at the machine is no longer enough.
  await page.goto(`${app.address}/partenaires`);
  await expect.poll(main).toContain('Action réservée');
  await visitor.context().close();
});
