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
])('%s=%s is refused by name, in French', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(`La configuration est à corriger. ${name} : `);
});
