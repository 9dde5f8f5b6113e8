import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

test('nothing set: this machine only, under ./var', () => {
  expect(readConfig({}, '/srv/maillage')).toEqual({
    port: 3000,
    host: '127.0.0.1',
    varDir: '/srv/maillage/var',
    departementCode: null,
    dataFolder: null,
    databaseUrl: null,
    logLevel: 'warn',
    maxUploadBytes: 2e9,
    readOnly: false,
    requestsPerMinute: 1200,
    publicAddress: null,
    smtpUrl: null,
    mailFrom: 'maillage@localhost',
    secret: null,
    oidc: null,
  });
});

test('an empty variable counts as not set', () => {
  expect(readConfig({ MAILLAGE_PORT: '', DATABASE_URL: '' }, '/')).toMatchObject({ port: 3000, databaseUrl: null });
});

test.each([
  ['MAILLAGE_PORT', '99999'],
  ['MAILLAGE_PORT', 'trois mille'],
  ['MAILLAGE_DEPARTEMENT', '62041'],
  ['DATABASE_URL', 'mysql://base'],
  ['MAILLAGE_LECTURE_SEULE', 'oui'],
  ['MAILLAGE_TAILLE_MAX_MO', '-5'],
  ['MAILLAGE_ADRESSE', 'https://exemple.fr/chemin'],
  ['MAILLAGE_SMTP', 'http://courriel'],
  ['MAILLAGE_SECRET', 'trop court'],
  ['MAILLAGE_OIDC_EMETTEUR', 'http://identite.exemple.fr'],
  ['MAILLAGE_OIDC_EMETTEUR', 'http://localhost.exemple.fr'],
  ['MAILLAGE_OIDC_PORTEE', 'email'],
])('%s=%s is refused by name, in French', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(`La configuration est à corriger. ${name} : `);
});

const PROVIDER = {
  MAILLAGE_OIDC_EMETTEUR: 'https://identite.exemple.fr',
  MAILLAGE_OIDC_CLIENT: 'maillage',
  MAILLAGE_OIDC_SECRET: 'secret',
};

test('an identity provider takes its three settings together; silence on an address is trusted only when said', () => {
  expect(readConfig(PROVIDER).oidc).toMatchObject({ label: 'ProConnect', scope: 'openid email', trustsEmails: false });
  expect(readConfig({ ...PROVIDER, MAILLAGE_OIDC_ADRESSES_SURES: '1', MAILLAGE_OIDC_ACR_FORTS: 'a, b' }).oidc).toMatchObject({
    trustsEmails: true,
    strongAcrs: ['a', 'b'],
  });
  for (const name of Object.keys(PROVIDER)) {
    const incomplete = { ...PROVIDER, [name]: '' };
    expect(() => readConfig(incomplete)).toThrow(`${name} : les trois vont ensemble`);
  }
});

test('plain HTTP is for an identity provider on this very machine', () => {
  expect(readConfig({ ...PROVIDER, MAILLAGE_OIDC_EMETTEUR: 'http://127.0.0.1:4000' }).oidc?.issuer).toBe('http://127.0.0.1:4000');
});
