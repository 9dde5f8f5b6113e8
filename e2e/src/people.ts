import { createHmac } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';

export const PASSWORD = 'une phrase assez longue';
export const mainOf = async (page: Page) => (await page.getByRole('main').innerText()).replace(/[\u00a0\u202f]/g, ' ');

export interface Invited {
  email: string;
  name: string;
  organisation: string;
  /** As the list says it: « piloter ». */
  level: string;
  /** As the list says it, or its beginning: « fiche 1.4 ». */
  part: RegExp;
  /** The owner in whose name they decide, as the list says it. */
  owner?: string;
}

/** Sends an invitation from the page of partners, and gives the link that the inviter passes on. */
export async function invite(inviter: Page, address: string, { email, organisation, level, part, owner }: Invited): Promise<string> {
  await inviter.goto(`${address}/partenaires`);
  await inviter.getByLabel('Adresse électronique').fill(email);
  await inviter.getByLabel('Organisme').fill(organisation);
  await inviter.getByLabel('Droit', { exact: true }).selectOption({ label: level });
  if (owner !== undefined) await inviter.getByLabel('Décide pour').selectOption({ label: owner });
  const parts = inviter.getByLabel('Sur', { exact: true });
  const label = (await parts.locator('option').allInnerTexts()).find((text) => part.test(text));
  await parts.selectOption({ label: label ?? 'aucune partie de ce nom' });
  await inviter.getByRole('button', { name: 'Inviter', exact: true }).click();
  await inviter.getByText('transmettez vous-même ce lien').waitFor();
  return /https?:\S+#jeton=\S+/.exec(await mainOf(inviter))![0].replace(/^https?:\/\/[^/]+/, address);
}

/** Somebody opens the link in a browser of their own, makes their account, and signs in. */
export async function join(browser: Browser, address: string, link: string, { email, name }: Invited): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'fr-FR', viewport: { width: 1280, height: 900 } })).newPage();
  await page.goto(link);
  await page.getByLabel('Votre nom').fill(name);
  await page.getByLabel('Mot de passe').fill(PASSWORD);
  await page.getByRole('button', { name: 'Accepter' }).click();
  await page.getByRole('main').getByRole('link', { name: 'Se connecter' }).click();
  await page.getByLabel('Adresse électronique').fill(email);
  await page.getByLabel('Mot de passe').fill(PASSWORD);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.getByRole('link', { name, exact: true }).waitFor();
  if (!page.url().startsWith(address)) throw new Error(`${name} a été envoyé ailleurs : ${page.url()}`);
  return page;
}

/** An owner sets the second factor without which they only read. */
export async function setSecondFactor(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByLabel('Votre mot de passe', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Préparer une application de codes' }).click();
  await page.getByText(/[A-Z2-7]{16,}/).waitFor();
  const secret = /[A-Z2-7]{16,}/.exec(await mainOf(page))![0];
  await page.getByLabel('Code à six chiffres').fill(oneTimeCode(secret, Date.now()));
  await page.getByLabel('Code à six chiffres').press('Enter');
  await page.getByLabel('Code à six chiffres').waitFor({ state: 'detached' });
}

/** The six digits of an application of codes (RFC 6238). */
function oneTimeCode(secret: string, at: number): string {
  const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  return String((digest.readUInt32BE(digest[19]! & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
