import { expect, test } from 'vitest';
import { beginsAs, checkDocumentName } from './sheet-document.ts';

test.each([
  ['Convention signée.pdf', 'Convention signée.pdf'],
  ['../../etc/passwd.txt', 'passwd.txt'],
  ['C:\\Temp\\bilan.XLSX', 'bilan.xlsx'],
  ['.cache.csv', 'cache.csv'],
  ['a\u202Efdp.exe.pdf', 'a_fdp.exe.pdf'],
  ['<img src=x onerror=alert(1)>.png', '_img src_x onerror_alert(1)_.png'],
  ['ligne\r\nSet-Cookie: x.pdf', 'ligne__Set-Cookie_ x.pdf'],
])('%j is kept as %j', (sent, kept) => {
  expect(checkDocumentName(sent).name).toBe(kept);
});

test.each(['page.html', 'dessin.svg', 'prog.exe', 'macro.xlsm', 'archive.zip', 'pdf', '.pdf', 'x.__proto__', 'x.constructor', ''])(
  '%j is not attached',
  (sent) => {
    expect(() => checkDocumentName(sent)).toThrow('ne se joint pas');
  },
);

test('a page or a program under the name of a document is seen by its first bytes', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  expect(beginsAs('a.pdf', bytes('%PDF-1.7'))).toBe(true);
  expect(beginsAs('a.pdf', bytes('<html><script>'))).toBe(false);
  expect(beginsAs('a.docx', bytes('MZ'))).toBe(false);
  expect(beginsAs('a.png', bytes(''))).toBe(false);
  expect(beginsAs('a.txt', bytes('Bonjour'))).toBe(true);
  expect(beginsAs('a.txt', Uint8Array.of(77, 90, 0))).toBe(false);
});
