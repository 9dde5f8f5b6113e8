import { actionPlan } from '@maillage/domain/plans/plan.ts';
import { expect, test } from 'vitest';
import { readZipEntry } from './testing/read-zip-entry.ts';
import { writePlanDocx } from './write-plan-docx.ts';

const PLAN = actionPlan.parse({
  departementCode: '00',
  title: 'Programme <2026> & suites',
  fictional: true,
  organisations: [{ name: 'CAF' }],
  axes: [
    { id: '3', title: 'Services publics', objectives: [{ id: '3.a', title: 'Ouvrir plus' }] },
    { id: '4', title: 'Santé' },
  ],
  actionSheets: [
    {
      ...{ id: '3.2', axisId: '3', objectiveId: '3.a', title: 'Ouvrir une permanence', lead: 'CAF', status: 'underway' },
      description: 'Première ligne <script>alert(1)</script>\nSeconde ligne',
      places: [
        { kind: 'commune', code: '00012' },
        { kind: 'site', code: '00012', name: 'Maison des services' },
        { kind: 'commune', code: '00099' },
      ],
      findingIds: ['loin'],
      budget: [
        { funder: 'CAF', year: 2026, nature: 'operating', plannedEuros: 1200 },
        { funder: 'CAF', year: 2027, nature: 'operating', plannedEuros: 800, spentEuros: 10 },
      ],
    },
  ],
});
const NAMES = new Map([
  ['commune 00012', 'Bourg'],
  ['finding loin', 'Trop loin de tout'],
]);
const bodyOf = async () => readZipEntry(await writePlanDocx(PLAN, NAMES), 'word/document.xml');
/** The paragraphs of a style, as plain text. */
const styled = (xml: string, style: string) =>
  [...xml.matchAll(/<w:p>.*?<\/w:p>/gs)]
    .map(([paragraph]) => paragraph)
    .filter((paragraph) => paragraph.includes(`<w:pStyle w:val="${style}"/>`))
    .map((paragraph) => [...paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''));

test('a Word document has one heading for each axis and each sheet', async () => {
  const xml = await bodyOf();
  expect(styled(xml, 'Heading1')).toEqual(['Axe 3. Services publics', 'Axe 4. Santé']);
  expect(styled(xml, 'Heading2')).toEqual(['Fiche 3.2. Ouvrir une permanence']);
  expect(xml).toContain('Cet axe n’a pas encore de fiche.');
  expect(styled(xml, 'Avertissement')[0]).toContain('fictif');
});

test('its tables have a header that is told as one, and the totals of the budget', async () => {
  const xml = await bodyOf();
  expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(3);
  expect(xml.replace(/<[^>]+>/g, '|').replace(/[\u00a0\u202f]/g, ' ')).toMatch(/Total\|+2 000 €\|+10 €/);
});

test('a code comes with its name; one that no run knows stays a code', async () => {
  const text = (await bodyOf()).replace(/[\u00a0\u202f]/g, ' ');
  expect(text).toContain('commune : Bourg (00012) ; commune : 00099 ; site : Maison des services (Bourg, 00012)');
  expect(text).toContain('Trop loin de tout');
});

test('hostile texts stay texts, and the same plan gives the same bytes', async () => {
  const xml = await bodyOf();
  expect(xml).not.toContain('<script');
  expect(xml).toContain('Première ligne &lt;script&gt;');
  const [first, second] = [
    await writePlanDocx(PLAN, NAMES),
    await new Promise((done) => setTimeout(done, 1100)).then(() => writePlanDocx(PLAN, NAMES)),
  ];
  expect(Buffer.compare(first, second)).toBe(0);
  expect(readZipEntry(first, 'docProps/core.xml')).toContain('Programme &lt;2026&gt; &amp; suites');
});
