import type { MaillageDocument } from '@maillage/domain/documents/document.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { drawDiagnosis } from '../../bench/large-documents.ts';
import { listUaFaults } from '../testing/list-ua-faults.ts';
import { hasQpdf, type PdfDictionary, type PdfObjects, readPdfObjects } from '../testing/pdf-objects.ts';
import { sampleDocument } from '../testing/sample-document.ts';
import { renderPdf } from './render-pdf.ts';

describe.skipIf(!hasQpdf)('PDF/UA-1, as qpdf reads the file (skipped where qpdf is not installed)', () => {
  let sample: PdfObjects;
  beforeAll(async () => {
    sample = await readPdfObjects((await renderPdf(sampleDocument())).bytes);
  });

  test.each<[string, MaillageDocument]>([
    ['a diagnosis of a few pages', sampleDocument()],
    ['an atlas', sampleDocument({ documentKind: 'atlas', title: 'Atlas', paper: 'a3-landscape' })],
    ['a diagnosis of two long chapters', drawDiagnosis(2, 40)],
  ])('%s has no fault that a machine can tell', async (_, document) => {
    const read = await readPdfObjects((await renderPdf(document)).bytes);
    expect(listUaFaults(read)).toEqual([]);
    const roles = [...read.objects.values()].map((value) => (value as PdfDictionary | null)?.['/S']);
    for (const role of ['/TH', '/Figure', '/H1', '/Link']) expect(roles).toContain(role);
  });

  /** The same file with one thing changed in each object that is such. */
  function spoil(isSuch: (value: PdfDictionary) => boolean, change: (value: PdfDictionary) => PdfDictionary): PdfObjects {
    const objects = new Map(
      [...sample.objects].map(([name, value]) => {
        const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
        return [name, isObject && isSuch(value) ? change(value) : value] as const;
      }),
    );
    return { ...sample, objects };
  }
  const ofRole = (role: string) => (value: PdfDictionary) => value['/S'] === `/${role}` && value['/Type'] === '/StructElem';
  const without = (key: string) => (value: PdfDictionary) => Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));

  test.each<[string, () => PdfObjects]>([
    ['06-001', () => ({ ...sample, root: without('/MarkInfo')(sample.root) })],
    ['06-002', () => ({ ...sample, metadata: sample.metadata.replace('pdfuaid:part', 'pdfuaid:other') })],
    ['07-001', () => ({ ...sample, root: without('/ViewerPreferences')(sample.root) })],
    ['11-006', () => ({ ...sample, root: { ...sample.root, '/Lang': 'u:' } })],
    ['01', () => ({ ...sample, root: without('/StructTreeRoot')(sample.root) })],
    ['02-001', () => spoil(ofRole('P'), (value) => ({ ...value, '/S': '/Paragraphe' }))],
    ['09', () => spoil(ofRole('TR'), (value) => ({ ...value, '/S': '/P' }))],
    ['09', () => spoil(ofRole('L'), (value) => ({ ...value, '/S': '/Div' }))],
    ['13-004', () => spoil(ofRole('Figure'), without('/Alt'))],
    ['14-003', () => spoil(ofRole('H1'), (value) => ({ ...value, '/S': '/H3' }))],
    ['15-003', () => spoil(ofRole('TH'), without('/A'))],
    ['15-005', () => spoil(ofRole('TD'), (value) => ({ ...value, '/A': { '/O': '/Table', '/ColSpan': 2 } }))],
    ['28-008', () => spoil((value) => value['/Type'] === '/Page', without('/Tabs'))],
    ['28-011', () => spoil((value) => value['/Subtype'] === '/Link', without('/StructParent'))],
    ['28-012', () => spoil((value) => value['/Subtype'] === '/Link', without('/Contents'))],
    [
      '31-009',
      () =>
        spoil(
          (value) => value['/Type'] === '/FontDescriptor',
          (value) => without('/FontFile2')(without('/FontFile3')(value)),
        ),
    ],
    ['31-027', () => spoil((value) => value['/Type'] === '/Font', without('/ToUnicode'))],
  ])('condition %s is told when it fails', (condition, spoilt) => {
    expect(listUaFaults(spoilt()).join('\n')).toContain(`${condition} : `);
  });
});
