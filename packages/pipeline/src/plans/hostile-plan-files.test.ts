import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ActionPlan, actionPlan, sortPlan } from '@maillage/domain/plans/plan.ts';
import { comparePlans } from '@maillage/domain/plans/plan-changes.ts';
import { readPlanFile } from '@maillage/sources/action-plan/read-plan-file.ts';
import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findGhostPlaces } from './find-ghost-places.ts';
import { writePlan } from './write-plan.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maillage-plan-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const PLAN: ActionPlan = sortPlan(
  actionPlan.parse({
    departementCode: '00',
    organisations: [{ name: 'CAF' }],
    axes: [{ id: '3', title: 'Services publics' }],
    actionSheets: [
      { id: '3.1', axisId: '3', title: 'Été', lead: 'CAF', description: 'À garder', places: [{ kind: 'commune', code: '00099' }] },
      { id: '3.2', axisId: '3', title: 'Ouvrir' },
    ],
  }),
);

async function read(content: string | Uint8Array) {
  const path = join(folder, 'plan');
  await writeFile(path, content);
  const { rejects, problems, ignoredColumns, plan } = await readPlanFile(path, 'plan', PLAN);
  return { rejects, problems, ignoredColumns, changes: comparePlans(PLAN, plan).map(({ text }) => text) };
}

async function workbook(fill: (book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  fill(book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** A workbook of one sheet « fiches », with `retitled` as the only row, into which raw text is put. */
async function forged(edit: { sheet?: (xml: string) => string; book?: (xml: string) => string }): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(
    await workbook((book) => {
      const sheet = book.addWorksheet('fiches');
      sheet.addRow(['fiche', 'titre']);
      sheet.addRow(['Fiche 3.2', 'Ouvrir plus']);
    }),
  );
  const put = async (name: string, change: (xml: string) => string) => zip.file(name, change(await zip.file(name)!.async('string')));
  if (edit.sheet !== undefined) await put('xl/worksheets/sheet1.xml', edit.sheet);
  if (edit.book !== undefined) await put('xl/workbook.xml', edit.book);
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}
const RETITLED = ['Fiche 3.2 « Ouvrir plus » : titre, « Ouvrir » → « Ouvrir plus ».'];

test('a formula without its result and a cell in error are told by their cell, and empty nothing', async () => {
  const { rejects, changes } = await read(
    await workbook((book) => {
      const sheet = book.addWorksheet('fiches');
      sheet.addRow(['fiche', 'titre', 'description', 'équivalents temps plein']);
      sheet.addRow(['Fiche 3.1', 'Été', { formula: 'A1&"x"' }, { formula: '1/0', result: { error: '#DIV/0!' } }]);
      sheet.addRow(['Fiche 3.2', 'Ouvrir', 'Texte', { formula: '1+1', result: 2 }]);
    }),
  );
  expect(rejects).toHaveLength(1);
  expect(rejects[0]).toMatchObject({ table: 'fiches', line: 2 });
  expect(rejects[0]!.reason).toContain('« description » (C2) : sa formule n’a pas de résultat');
  expect(rejects[0]!.reason).toContain('« équivalents temps plein » (D2) : la cellule est en erreur (#DIV/0!)');
  expect(changes.some((text) => text.includes('rien → 2'))).toBe(true);
  expect(changes.join(' ')).not.toContain('3.1');
});

test('merged cells under the header are told by their area; a note merged in a cell without text is let be', async () => {
  const { rejects } = await read(
    await workbook((book) => {
      const sheet = book.addWorksheet('fiches');
      sheet.addRow(['fiche', 'titre', 'pilote']);
      sheet.addRow(['Fiche 3.1', 'Été', 'CAF']);
      sheet.addRow(['Fiche 3.2', 'Ouvrir', '']);
      sheet.mergeCells('C2:C3');
      sheet.mergeCells('E2:F2');
    }),
  );
  expect(rejects.map(({ line, reason }) => [line, reason.slice(0, 36)])).toEqual([[2, 'les cellules C2:C3 sont fusionnées :']]);
});

test.each([
  [
    'a list of choices on a whole sheet',
    {
      sheet: (xml: string) =>
        xml.replace(
          '</sheetData>',
          '</sheetData><dataValidations count="1"><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"a"</formula1></dataValidation></dataValidations>',
        ),
    },
  ],
  [
    'a name given to a whole sheet',
    {
      book: (xml: string) =>
        xml.replace('</sheets>', '</sheets><definedNames><definedName name="tout">fiches!$A$1:$XFD$1048576</definedName></definedNames>'),
    },
  ],
])('%s does not hold the reading up', async (_, edit) => {
  const { changes, rejects } = await read(await forged(edit));
  expect({ changes, rejects }).toEqual({ changes: RETITLED, rejects: [] });
});

test.each(['A1:XFD1048576', '&#65;1:B9', 'x" y=">" ref="A1:XFD1048576'])('a merge of « %s » is refused before it is made', async (area) => {
  const edit = (xml: string) => xml.replace('</sheetData>', `</sheetData><mergeCells count="1"><mergeCell ref="${area}"/></mergeCells>`);
  await expect(read(await forged({ sheet: edit }))).rejects.toThrow('fusionne trop de cellules');
});

test('a workbook that is wider than any table is refused before it fills the memory', async () => {
  const cells = '<c r="A3"><v>1</v></c>'.repeat(500);
  const edit = (xml: string) => xml.replace('</sheetData>', `<row r="3">${cells}</row></sheetData>`);
  await expect(read(await forged({ sheet: edit }))).rejects.toThrow('plus de 200\u202f000 lignes ou de 400 colonnes');
});

test('columns in another order are read; one that is none of a plan is named, for it may be a misspelt one', async () => {
  const { changes, ignoredColumns } = await read('Budjet;TITRE;fiche\n3;Ouvrir plus;3.2\n');
  expect({ changes, ignoredColumns }).toEqual({ changes: RETITLED, ignoredColumns: ['Budjet'] });
  expect((await read(await writePlan(PLAN, 'csv'))).ignoredColumns).toEqual([]);
  expect((await read(await writePlan(PLAN, 'xlsx'))).ignoredColumns).toEqual([]);
});

test('a sheet of a workbook without its key column, or with one twice, is told once, by its header', async () => {
  const withHeader = (...header: string[]) =>
    workbook((book) => {
      const sheet = book.addWorksheet('fiches');
      sheet.addRow(header);
      for (let row = 0; row < 5; row++) sheet.addRow(['3.2', 'A', 'B']);
    });
  expect((await read(await withHeader('numéro', 'titre'))).rejects).toEqual([
    { table: 'fiches', line: 1, reason: 'il manque « fiche » dans l’en-tête, qui est la première ligne de la feuille' },
  ]);
  expect((await read(await withHeader('fiche', 'titre', 'Titre'))).rejects).toEqual([
    { table: 'fiches', line: 1, reason: 'l’en-tête nomme deux fois la colonne « titre » : renommez ou ôtez l’une des deux' },
  ]);
});

test('a second sheet of notes is named, with what to do of it', async () => {
  const { rejects } = await read(
    await workbook((book) => {
      book.addWorksheet('fiches').addRows([
        ['fiche', 'titre'],
        ['3.2', 'A'],
      ]);
      book.addWorksheet('Notes').addRow(['à revoir']);
    }),
  );
  expect(rejects).toMatchObject([{ table: 'Notes', line: null }]);
  expect(rejects[0]!.reason).toMatch(/renommez cette feuille, ou ôtez-la/);
});

test.each([
  ['31/05/2026', 'début, rien → 31 mai 2026'],
  ['2026-05-31', 'début, rien → 31 mai 2026'],
  ['2026-05-31T00:00:00', 'début, rien → 31 mai 2026'],
  ['05/31/2026', 'le jour s’écrit avant le mois'],
  ['46173', 'c’est sans doute le 2026-05-31, tel qu’un tableur le compte'],
  ['31 mai 2026', 'n’est pas une date'],
])('a start written « %s » gives « %s »', async (text, told) => {
  const { rejects, changes } = await read(`fiche;début\n3.2;${text}\n`);
  expect([...changes, ...rejects.map(({ reason }) => reason)].join(' ')).toContain(told);
  expect(changes.length + rejects.length).toBe(1);
});

test.each([
  ['1\u202f234,56 €', 1234.56],
  ['1\u00a0234.5', 1234.5],
  ['12 000', 12_000],
])('an amount written « %s » is %d euros', async (text, euros) => {
  const path = join(folder, 'budget');
  await writeFile(path, `fiche;financeur;année;nature;prévu (€)\n3.2;CAF;2026;fonctionnement;${text}\n`);
  const { plan } = await readPlanFile(path, 'budget', PLAN);
  expect(plan.actionSheets[1]!.budget[0]!.plannedEuros).toBe(euros);
});

test.each([
  ['prévu (€)', '1,234.56', '« prévu (€) » : « 1,234.56 » n’est pas un nombre'],
  ['prévu (€)', '-5', '« prévu (€) » : un montant ne peut pas être négatif'],
  ['dépensé (€)', 's', '« dépensé (€) » : « s » n’est pas un nombre'],
])('in a budget, « %s » of « %s » is refused by the name of its column', async (column, text, told) => {
  const { rejects } = await read(`fiche;financeur;année;nature;${column}\n3.2;CAF;2026;fonctionnement;${text}\n`);
  expect(rejects).toEqual([{ table: 'budget', line: 2, reason: told }]);
});

test('a file in UTF-16 or in Windows-1252 is read; one that mixes two encodings is told where', async () => {
  const text = 'fiche;titre\n3.2;Été indien\n';
  const told = ['Fiche 3.2 « Été indien » : titre, « Ouvrir » → « Été indien ».'];
  expect((await read(Buffer.from(`\ufeff${text}`, 'utf16le'))).changes).toEqual(told);
  expect((await read(Buffer.from(text, 'latin1'))).changes).toEqual(told);
  const mixed = await read(Buffer.concat([Buffer.from(text), Buffer.from('3.1;\u00e9t\u00e9\n', 'latin1')]));
  expect(mixed.rejects).toMatchObject([{ line: 3 }]);
  expect(mixed.rejects[0]!.reason).toMatch(/« titre » : des lettres sont illisibles.*UTF-8/);
});

test('a JSON in UTF-16 is read; one that is not in UTF-8 is refused, letters and all', async () => {
  const json = new TextDecoder().decode(await writePlan(PLAN, 'json'));
  expect((await read(Buffer.from(`\ufeff${json}`, 'utf16le'))).changes).toEqual([]);
  await expect(read(Buffer.from(json, 'latin1'))).rejects.toThrow('n’est pas en UTF-8');
});

test('a JSON is refused by the number of its sheet, in French; a key of the engine pollutes nothing', async () => {
  const json = (change: (sheet: Record<string, unknown>) => object) =>
    JSON.stringify({ ...PLAN, actionSheets: PLAN.actionSheets.map((sheet) => (sheet.id === '3.2' ? change(sheet) : sheet)) });
  await expect(read(json((sheet) => ({ ...sheet, startDate: '31/05/2026' })))).rejects.toThrow(
    'fiche 3.2 (actionSheets, nº 2), « startDate » : une date s’écrit 2026-05-31',
  );
  await expect(read(json((sheet) => sheet).replace('"id":"3.2"', '"id":"3.2","__proto__":{"title":"volé"}'))).rejects.toThrow(/__proto__/);
  await expect(read(json((sheet) => sheet).replace('"fte":null', '"fte":1e400'))).rejects.toThrow('« fte » : ce nombre est trop grand');
  await expect(read(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).rejects.toThrow('n’est pas un plan d’actions');
  await expect(read(`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`)).rejects.toThrow('n’est pas un plan d’actions');
  expect(Object.keys(Object.prototype)).toEqual([]);
});

test('rows named like keys of the engine are rejected like any other', async () => {
  const { rejects } = await read(
    'enregistrement;fiche;indicateur;date;valeur\nmesures;__proto__;constructor;2026-01-01;3\nmesures;3.1;__proto__;2026-01-01;3\n',
  );
  expect(rejects.map(({ line }) => line)).toEqual([2, 3]);
});

test('a file of a million rows is refused at once; one of too many faults names a thousand of them', async () => {
  await expect(read(`fiche;titre\n${'zz;t\n'.repeat(250_000)}`)).rejects.toThrow('plus de 200\u202f000 lignes');
  const { rejects } = await read(`fiche;titre\n${Array.from({ length: 1500 }, (_, index) => `zz${index};t\n`).join('')}`);
  expect(rejects).toHaveLength(1001);
  expect(rejects.at(-1)!.reason).toContain('500 autres lignes');
});

test('a new place that no territory is, is told by its sheet; those that the plan had stay, whatever the run has become', () => {
  const names = new Map([
    ['commune 00001', 'Bourg'],
    ['epci 200000001', 'Communauté'],
  ]);
  const at = (...places: object[]) =>
    actionPlan.parse({
      ...PLAN,
      actionSheets: [{ id: '3.1', axisId: '3', title: 'Été', places: [...PLAN.actionSheets[0]!.places, ...places] }],
    });
  const told = (...places: object[]) => findGhostPlaces(PLAN, at(...places), names).map(({ where, message }) => `${where} : ${message}`);
  expect(told({ kind: 'commune', code: '00001' }, { kind: 'qpv', code: 'QN' })).toEqual([]);
  expect(told({ kind: 'commune', code: '00042' })).toEqual([
    'fiche 3.1 : aucune commune du calcul publié n’a le code 00042 : corrigez-le, ou donnez celui de la commune nouvelle.',
  ]);
  expect(told({ kind: 'commune', code: '1004' })[0]).toContain('son zéro de tête a été perdu');
  expect(told({ kind: 'epci', code: '200000002' })[0]).toContain('aucun EPCI');
  expect(findGhostPlaces(PLAN, at({ kind: 'commune', code: '00042' }), new Map())).toEqual([]);
});
