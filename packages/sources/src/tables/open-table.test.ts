import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { afterAll, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from './limits.ts';
import { type OpenOptions, openTable } from './open-table.ts';
import { storedZip } from './stored-zip.test-support.ts';

const folder = mkdtempSync(join(tmpdir(), 'maillage-tables-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(content: string | Buffer, options: OpenOptions = {}) {
  const path = join(folder, 'table');
  writeFileSync(path, content);
  const table = await openTable(path, 'table.csv', options);
  const rejects: { line: number; reason: string }[] = [];
  const rows: string[][] = [];
  for await (const row of table.rows((line, reason) => rejects.push({ line, reason })))
    rows.push(table.columns.map((column) => row.cell(column) ?? ''));
  return { columns: table.columns, rows, rejects };
}
const refusal = (content: string | Buffer, options?: OpenOptions) =>
  read(content, options).then(
    () => null,
    (error) => error,
  );

const EXPECTED = [
  ['01004', 'Ambérieu-en-Bugey', '14,5'],
  ['2A004', 'Ajaccio', '7'],
];
const TEXT = 'CODE;NOM;VALEUR\n01004;Ambérieu-en-Bugey;14,5\n2A004;Ajaccio;7\n';

test.each<[string, string | Buffer]>([
  ['plain UTF-8', TEXT],
  ['with a byte-order mark', `\ufeff${TEXT}`],
  ['latin-1', Buffer.from(TEXT, 'latin1')],
  ['UTF-16 without its mark', Buffer.from(TEXT, 'utf16le')],
  ['UTF-16 big-endian without its mark', Buffer.from(TEXT, 'utf16le').swap16()],
  ['UTF-16 with its mark', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
  ['Windows line ends', TEXT.replaceAll('\n', '\r\n')],
  ['old Macintosh line ends', TEXT.replaceAll('\n', '\r')],
  ['no last line end', TEXT.trimEnd()],
  ['tabs', TEXT.replaceAll(';', '\t')],
  ['bars', TEXT.replaceAll(';', '|')],
  ['commas and quotes', '"CODE","NOM","VALEUR"\n"01004","Ambérieu-en-Bugey","14,5"\n"2A004","Ajaccio","7"\n'],
  ['gzip', gzipSync(TEXT)],
  ['a zip beside its dictionary', storedZip({ 'data/bpe.csv': TEXT, 'varmod_bpe.csv': `${TEXT}${TEXT}` })],
])('two communes read alike whatever the spelling of the file: %s', async (_spelling, content) => {
  const { rows, rejects } = await read(content);
  expect(rows).toEqual(EXPECTED);
  expect(rejects).toEqual([]);
});

test('a workbook is read under its title rows, and its codes stay text', async () => {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('Documentation').addRow(['Liste des variables']);
  const sheet = workbook.addWorksheet('COM');
  for (const row of [
    ['Intercommunalités'],
    [],
    ['Code géographique', 'Libellé', 'EPCI'],
    ['CODGEO', 'LIBGEO', 'EPCI'],
    ['01004', 'Ambérieu', 240100883],
    ['2A004', 'Ajaccio', null],
  ])
    sheet.addRow(row);
  const { columns, rows } = await read(Buffer.from(await workbook.xlsx.writeBuffer()));
  expect(columns).toEqual(['CODGEO', 'LIBGEO', 'EPCI']);
  expect(rows).toEqual([
    ['01004', 'Ambérieu', '240100883'],
    ['2A004', 'Ajaccio', ''],
  ]);
});

test('a column is found whatever its case, and a column that is not there is undefined, not empty', async () => {
  const path = join(folder, 'case.csv');
  writeFileSync(path, 'DepCom;Pop\n62041;\n');
  const table = await openTable(path, 'case.csv');
  for await (const row of table.rows(() => {})) {
    expect(row.cell('DEPCOM')).toBe('62041');
    expect(row.cell('POP')).toBe('');
    expect(row.cell('AUTRE')).toBeUndefined();
  }
});

test('a stray quote costs one line, not the rest of the file', async () => {
  const { rows, rejects } = await read('CODE;NOM\n62001;"Ablain\n62002;Ablainzevelle\n62003;Achicourt\n');
  expect(rows.map((row) => row[0])).toEqual(['62002', '62003']);
  expect(rejects).toEqual([{ line: 2, reason: 'guillemet ouvert et jamais refermé sur cette ligne' }]);
});

test('a name may hold a line end between quotes, and the next line keeps its number', async () => {
  const { rows, rejects } = await read('CODE;NOM\n62001;"Ablain\nSaint-Nazaire"\n62002\n');
  expect(rows).toEqual([['62001', 'Ablain\nSaint-Nazaire']]);
  expect(rejects).toEqual([{ line: 4, reason: '1 cellule au lieu de 2' }]);
});

test('rows with too few or too many cells and null bytes are rejected with their line', async () => {
  const { rows, rejects } = await read('A;B\n1;2\n1\n1;2;3\n\n1;\0\n5;6;\n');
  expect(rows).toEqual([
    ['1', '2'],
    ['5', '6'],
  ]);
  expect(rejects.map((reject) => reject.line)).toEqual([3, 4, 6]);
});

test.each<[string, string | Buffer, RegExp]>([
  ['an empty file', '', /est vide/],
  ['a web page', '<!DOCTYPE html><html><body>404</body></html>', /page web/],
  ['a JSON answer', '{"type":"FeatureCollection"}', /JSON/],
  ['bytes', Buffer.from(Array.from({ length: 600 }, (_, index) => (index * 7) % 31)), /n’est pas du texte/],
  ['a truncated gzip', gzipSync(TEXT.repeat(50)).subarray(0, 60), /tronquée/],
  ['a truncated zip', storedZip({ 'a.csv': TEXT }).subarray(0, 60), /archive zip/],
  ['a zip whose file climbs out of it', storedZip({ '../../a.csv': TEXT }), /hors d’elle-même/],
  ['a zip of pictures', storedZip({ 'a.png': 'x' }), /ni CSV ni XLSX/],
  ['a column named twice', 'CODE;NOM;code\n1;2;3\n', /nomme deux fois la colonne « code »/],
  ['a Parquet file cut short', 'PAR1abcdef', /Parquet/],
  ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /XLS/],
])('%s is refused with its name and a French reason', async (_kind, content, reason) => {
  const error = await refusal(content);
  expect(error.code).toBe('file-unreadable');
  expect(error.message).toMatch(/^« table\.csv » /);
  expect(error.message).toMatch(reason);
});

test('a file that swells past the limits is refused while it is read', async () => {
  const limits = { ...DEFAULT_LIMITS, ratioFreeBytes: 1e6, maxExpansionRatio: 100 };
  const bomb = gzipSync(`A;B\n${'0;0\n'.repeat(2e6)}`);
  expect((await refusal(bomb, { limits })).code).toBe('file-too-large');
  expect((await refusal('A;B\n1;2\n'.repeat(100), { limits: { ...DEFAULT_LIMITS, maxBytes: 200 } })).code).toBe('file-too-large');
});
