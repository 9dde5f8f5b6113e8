import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type Invited, invite, join, PASSWORD, setSecondFactor } from './people.ts';

/** The fictional plan’s sheet that its owners work on, and one that two people write at once. */
const SHEET = '1.4';
const DISPUTED_SHEET = '2.2';
const DISPUTED_SECTION = '/documents/synthese/rediger';
const OWNER: Invited = {
  email: 'anne@departement.example',
  name: 'Anne',
  organisation: 'Département',
  level: 'être propriétaire',
  owner: 'le Département',
  part: /^tout le schéma/,
};
/** The other owner, before the second factor that lets them write. */
const NEWCOMER: Invited = {
  email: 'paul@prefecture.example',
  name: 'Paul',
  organisation: 'Préfecture',
  level: 'être propriétaire',
  owner: 'la Préfecture',
  part: OWNER.part,
};
const PARTNER: Invited = {
  email: 'chloe.de-la-mutualite-agricole@msa-du-territoire.example',
  name: 'Chloé Vandenbroucke-Saint-Martin',
  organisation: 'Mutualité sociale agricole du territoire (fictive)',
  level: 'piloter',
  part: new RegExp(`^fiche ${SHEET.replace('.', '\\.')},`),
};
/** Whose invitation is still waiting. */
const AWAITED: Invited = { ...PARTNER, email: 'lea@accueil.example', name: 'Léa', organisation: 'Espace France services' };

/** A page as somebody who is signed in has it before them: its short name, and how to come to it. */
export interface SignedInView {
  name: string;
  open(): Promise<Page>;
}

/**
 * What the gallery shows of the pages that ask who one is: account, invitation, partners, a sheet and a section that two people write at
 * once, files brought. Makes the people of the fictional plan in an application just started, and writes in it: never for a site that serves.
 */
export async function prepareSignedInViews(
  browser: Browser,
  address: string,
  options: Parameters<Browser['newContext']>[0],
): Promise<SignedInView[]> {
  const atTheMachine = await browser.newPage({ locale: 'fr-FR' });
  const owner = await join(browser, address, await invite(atTheMachine, address, OWNER), OWNER);
  await setSecondFactor(owner, OWNER.name);
  const newcomer = await join(browser, address, await invite(owner, address, NEWCOMER), NEWCOMER);
  const partner = await join(browser, address, await invite(owner, address, PARTNER), PARTNER);
  const waiting = await invite(owner, address, AWAITED);
  const state = await owner.context().storageState();
  const newcomerState = await newcomer.context().storageState();
  const partnerState = await partner.context().storageState();
  await Promise.all([atTheMachine, owner, newcomer, partner].map((page) => page.context().close()));

  type State = Awaited<ReturnType<BrowserContext['storageState']>>;
  const open = async (path: string, who: State | null = state) => {
    const context = await browser.newContext({ ...options, ...(who === null ? {} : { storageState: who }) });
    const page = await context.newPage();
    await page.goto(path.startsWith('http') ? path : address + path, { waitUntil: 'networkidle' });
    return page;
  };
  const view = (name: string, path: string, who?: State | null, act: (page: Page) => Promise<unknown> = async () => undefined) => ({
    name: `connecte-${name}`,
    open: async () => {
      const page = await open(path, who);
      await act(page);
      return page;
    },
  });
  return [
    view('compte', '/compte'),
    view('compte-second-facteur', '/compte', newcomerState, prepareSecondFactor),
    view('invitation', waiting, null),
    view('invitation-connue', '/connexion', null, refuseToSignIn),
    view('partenaires', '/partenaires'),
    view('partenaires-refuses', '/partenaires', partnerState),
    view('plan', '/plan'),
    view('plan-coche', '/plan?axe=1', state, tickSheets),
    view('plan-propose', '/plan', state, openProposal),
    view('axes', '/plan/axes'),
    view('fiche', `/plan/fiches/${SHEET}`),
    view('fiche-partenaire', `/plan/fiches/${SHEET}`, partnerState),
    view('fiche-modifiee', `/plan/fiches/${SHEET}?modifier=1`),
    view('fiche-conflit', `/plan/fiches/${DISPUTED_SHEET}?modifier=1`, state, disputeSheet),
    view('redaction', '/documents/diagnostic/rediger?section=diagnostic.essentiel', state, startFromDraft),
    view('redaction-conflit', DISPUTED_SECTION, state, disputeSection),
    view('procedure', '/procedure'),
    view('donnees', '/donnees', state, bringFiles),
  ];

  async function disputeSheet(page: Page): Promise<void> {
    const other = await open(`/plan/fiches/${DISPUTED_SHEET}?modifier=1`);
    await other.getByLabel('Finalités').fill('Le texte de la première, assez long pour tenir sur deux lignes au téléphone.');
    await other.getByText(/^Enregistré à/).waitFor();
    await other.context().close();
    await page.getByLabel('Finalités').fill('Le texte du second, qui ne dit pas la même chose.');
    await page.getByText('Cette fiche a changé pendant que vous écriviez').waitFor();
  }

  async function disputeSection(page: Page): Promise<void> {
    const text = page.getByRole('textbox', { name: /^Texte/ });
    await text.waitFor();
    const other = await open(DISPUTED_SECTION);
    await other.getByRole('textbox', { name: /^Texte/ }).fill('Le texte du premier, avec 12 maisons France services.');
    await other.getByText(/^Enregistré à/).waitFor();
    await other.context().close();
    await text.fill('Le texte du second.');
    await page.getByRole('alert').getByText('Le texte du premier').first().waitFor();
  }
}

async function refuseToSignIn(page: Page): Promise<void> {
  await page.getByLabel('Adresse électronique').fill(OWNER.email);
  await page.getByLabel('Mot de passe').fill('ce n’est pas celui-là');
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.getByRole('alert').waitFor();
}

async function prepareSecondFactor(page: Page): Promise<void> {
  await page.getByLabel('Votre mot de passe', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Préparer une application de codes' }).click();
  await page.getByLabel('Code à six chiffres').waitFor();
}

async function tickSheets(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Cocher les fiches montrées' }).click();
}

async function openProposal(page: Page): Promise<void> {
  await page.getByText('Proposer une fiche', { exact: true }).click();
  await page.getByText(/^Vues enregistrées/).click();
}

/** The automatic text kept, and a number typed by hand, which the page asks to look at. */
async function startFromDraft(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Partir de ce texte' }).click();
  const text = page.getByRole('textbox', { name: /^Texte/ });
  await text.focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\n\nEn 2024, 529 311 habitants vivaient ici.');
  await page.getByText(/^Enregistré à/).waitFor();
}

/** A table that no mapping describes, and a web page under the name of a table: one is set aside, the other refused. */
async function bringFiles(page: Page): Promise<void> {
  await page.getByLabel('Choisir les fichiers à déposer').setInputFiles([
    { name: 'desserte.csv', mimeType: 'text/csv', buffer: Buffer.from('code_commune;part_desservie_pct\n62041;80,5\n') },
    { name: 'equipements.csv', mimeType: 'text/csv', buffer: Buffer.from('<!doctype html><html><body>Page introuvable</body></html>') },
  ]);
  await page
    .getByRole('region', { name: 'Travaux' })
    .getByRole('heading', { name: /en échec/ })
    .first()
    .waitFor();
}
