import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand, runHere, runJson } from './testing/run-command.ts';

const COMMANDS = ['start', 'build', 'export', 'compare', 'sources', 'runs', 'doctor', 'worker', 'graph'];

let folder: string;
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-commandes-'));
  await mkdir(at('vide'));
  await mkdir(at('sans'));
  await writeFile(at('fichier'), 'un fichier, pas un dossier\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the list of commands is what a newcomer reads first, with or without --help', async () => {
  const [asked, bare] = [await runCommand(['--help']), await runCommand([])];
  expect(asked.code).toBe(0);
  for (const name of COMMANDS) expect(asked.stdout).toContain(`maillage ${name}`);
  expect(bare.stdout).toBe(asked.stdout);
});

test.each(COMMANDS)('« %s --help » gives its options in French and does nothing', async (name) => {
  const { code, stdout, stderr } = await runHere([name, '--help']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(`maillage ${name}`);
  expect(stdout.split('\n')[0]).toMatch(/^[A-ZÉ].*[a-zé)]$/);
});

const REFUSALS: readonly { args: string[]; says: RegExp; code: number; errorCode: string }[] = [
  { args: ['calculer'], says: /La commande « calculer » n’existe pas/, code: 2, errorCode: 'usage' },
  { args: ['build', '--departemnt', '62'], says: /« --departemnt » n’est pas comprise/, code: 2, errorCode: 'usage' },
  { args: ['build', '75'], says: /« 75 » est de trop/, code: 2, errorCode: 'usage' },
  { args: ['build', '--departement'], says: /--departement/, code: 2, errorCode: 'usage' },
  { args: ['build', '--departement', '2C'], says: /--departement : /, code: 2, errorCode: 'usage' },
  { args: ['build', '--preferer', 'bpe'], says: /SORTE=CHEMIN/, code: 2, errorCode: 'usage' },
  { args: ['export', '--format', 'docx', '--out', 'o'], says: /« docx » n’est pas un format.*parquet/, code: 2, errorCode: 'usage' },
  { args: ['export'], says: /Il manque l’option --out/, code: 2, errorCode: 'usage' },
  { args: ['start', '--port', '99999'], says: /de 0 à 65535 \(reçu : « 99999 »\)/, code: 2, errorCode: 'usage' },
  { args: ['worker'], says: /DATABASE_URL/, code: 2, errorCode: 'usage' },
  { args: ['export', '--out', 'o'], says: /Aucun calcul n’est publié/, code: 1, errorCode: 'no-published-run' },
  { args: ['compare'], says: /Aucun calcul n’est publié/, code: 1, errorCode: 'no-published-run' },
  { args: ['build', '--donnees', 'nulle-part'], says: /« .*nulle-part » n’existe pas/, code: 1, errorCode: 'file-not-found' },
];

const argumentsIn = (args: readonly string[]) => {
  const placed = args.map((text) => (text === 'o' ? at('o') : text));
  return args[0] === 'calculer' ? placed : [...placed, '--dir', at('vide')];
};

test.each(REFUSALS)('$args is refused in one French sentence, and never a success', async ({ args, says, code }) => {
  const { stderr, ...rest } = await runHere(argumentsIn(args));
  expect(rest).toMatchObject({ code, stdout: '' });
  expect(stderr).toMatch(says);
  expect(stderr).not.toMatch(/Erreur imprévue|\n\s+at /);
});

test.each(REFUSALS.filter(({ args: [name] }) => name === 'calculer' || name === 'export'))(
  'with --json, the refusal of $args is one document with its code',
  async ({ args, says, code, errorCode }) => {
    const error = { code: errorCode, message: expect.stringMatching(says) };
    expect(await runJson(argumentsIn(args))).toMatchObject({ code, answer: { error } });
  },
);

test('in a process of its own, a refusal ends it with the same sentence and the same code', async () => {
  const { args, code } = REFUSALS[0]!;
  const here = await runHere(argumentsIn(args));
  expect(await runCommand(argumentsIn(args))).toEqual({ ...here, code, signal: null });
});

test('a folder that cannot be written is named with the option that mends it', async () => {
  const { code, stderr } = await runHere(['build', '--demo', '--dir', at('fichier/var')]);
  expect(code).toBe(1);
  expect(stderr).toBe(
    `On ne peut pas écrire dans « ${at('fichier/var')} » : ce chemin passe par un fichier. Donnez un autre dossier avec --dir.\n`,
  );
});

test('the doctor says what is missing from the data and where to find it, and fails', async () => {
  const { code, answer } = await runJson(['doctor', '--dir', at('vide'), '--donnees', at('sans')]);
  expect(code).toBe(1);
  expect(answer).toMatchObject({ healthy: false });
  expect(JSON.stringify(answer)).toMatch(/fichier absent .*Adresse : /);
});

test('the doctor names each file that cannot be read, with the mend', async () => {
  await mkdir(at('casse'));
  await writeFile(at('casse/page.csv'), '<!doctype html><html><body>Page introuvable</body></html>');
  await writeFile(at('casse/bpe.csv.gz'), Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]));
  const { code, stdout } = await runHere(['doctor', '--dir', at('absent'), '--donnees', at('casse'), '--departement', '59']);
  expect(code).toBe(1);
  expect(stdout).toMatch(/À voir {2}page\.csv : .*page web/);
  expect(stdout).toMatch(/À voir {2}bpe\.csv\.gz : .*tronquée/);
  expect(stdout).toContain('https://geo.api.gouv.fr/departements/59/communes');
});

test('the doctor tells a database that does not open from one that is empty', async () => {
  await mkdir(at('abime/base'), { recursive: true });
  await writeFile(at('abime/base/PG_VERSION'), 'illisible\n');
  const { code, stdout } = await runHere(['doctor', '--dir', at('abime'), '--donnees', at('sans')]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/À voir {2}Calculs publiés : la base de ce dossier ne s’ouvre pas/);
});

test('asking for the runs of a mistyped folder does not make it', async () => {
  expect(await runJson(['runs', '--dir', at('faute-de-frappe')])).toEqual({ code: 0, answer: [] });
  expect(existsSync(at('faute-de-frappe'))).toBe(false);
});

test('the sources are listed with their licence and their address, before any data is there', async () => {
  const { code, stdout } = await runHere(['sources', '--dir', at('vide'), '--donnees', at('sans')]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/Licence Ouverte.* : absente\n {4}https:\/\//);
});
