import { type OidcProvider, startOidcProvider } from '@maillage/server/testing/start-oidc-provider.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { findBarriers } from './find-barriers.ts';
import { invite, mainOf } from './people.ts';
import { type RunningApp, startApp } from './start-app.ts';

// An administration whose people sign in by their professional identity: nobody of them has a password here.
let app: RunningApp;
let browser: Browser;
let provider: OidcProvider;

beforeAll(async () => {
  browser = await launchBrowser();
  app = await startApp({
    settings: async (address) => {
      provider = await startOidcProvider(`${address}/connexion/retour`);
      const { issuer, clientId, clientSecret } = provider;
      return {
        ...{ MAILLAGE_ADRESSE: address, MAILLAGE_OIDC_EMETTEUR: issuer, MAILLAGE_OIDC_CLIENT: clientId },
        ...{ MAILLAGE_OIDC_SECRET: clientSecret, MAILLAGE_OIDC_NOM: 'ProConnect' },
      };
    },
  });
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  await provider?.close();
});

const newcomer = async (): Promise<Page> => (await browser.newContext({ locale: 'fr-FR' })).newPage();
const NORA = { email: 'nora@msa.example', name: 'Nora', organisation: 'Mutualité', level: 'piloter', part: /^axe 2,/ };

test('somebody invited follows the link, signs in by the provider, and accepts with their name alone', async () => {
  const link = await invite(await newcomer(), app.address, NORA);
  const nora = await newcomer();
  await nora.goto(link);
  provider.person = { sub: 'n-1', email: NORA.email, email_verified: false };
  await nora.getByRole('button', { name: 'Se connecter avec ProConnect' }).click();
  await expect.poll(() => mainOf(nora)).toContain('ProConnect n’a pas vérifié votre adresse électronique');
  provider.person = { sub: 'n-1', email: NORA.email, email_verified: true };
  await nora.goto(link);
  await nora.getByRole('button', { name: 'Se connecter avec ProConnect' }).click();
  // The page of the invitation says the same sentence: this is the one after the provider.
  await nora.getByRole('heading', { name: 'Une invitation vous attend' }).waitFor();
  await expect.poll(() => mainOf(nora)).toContain('nora@msa.example est invité à piloter, sur l’axe 2, pour Mutualité.');
  expect(await findBarriers(nora)).toEqual([]);
  await nora.getByLabel('Votre nom').fill('Nora Lebrun');
  await nora.getByRole('button', { name: 'Accepter' }).click();
  await nora.getByRole('link', { name: 'Nora Lebrun', exact: true }).waitFor();
  await expect.poll(() => nora.url()).toBe(`${app.address}/plan`);
  await nora.goto(`${app.address}/plan/fiches/2.1`);
  await nora.getByRole('button', { name: 'Modifier cette fiche' }).waitFor();
});

test('somebody of another address is told to be invited at this one', async () => {
  const visitor = await newcomer();
  provider.person = { sub: 'z-1', email: 'zoe@ailleurs.example', email_verified: true };
  await visitor.goto(`${app.address}/connexion`);
  await visitor.getByRole('button', { name: 'Se connecter avec ProConnect' }).click();
  await expect.poll(() => mainOf(visitor)).toContain('Aucun compte n’existe ici pour zoe@ailleurs.example');
});
