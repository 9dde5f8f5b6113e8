import { findLooseNumbers } from '@maillage/documents/find-loose-numbers.ts';
import { DOCUMENT_KINDS, type MaillageDocument } from '@maillage/domain/documents/document.ts';
import { expect, test } from 'vitest';
import { rowKey } from '../views/run-rows.ts';
import { buildDocument, type DocumentQuestion, listDraftSections, writtenFiguresOf } from './build-document.ts';
import { buildFigureBook } from './build-figure-book.ts';
import { compareEditions } from './compare-documents.ts';
import { listFaults } from './list-faults.ts';
import { readInlines } from './prose-inlines.ts';
import { FOUR_PLAN, fourCommunesFacts, fourCommunesRun } from './testing/four-communes-facts.ts';

const facts = fourCommunesFacts();
const SUBJECTS: Omit<DocumentQuestion, 'facts'>[] = [
  ...DOCUMENT_KINDS.map((kind) => ({ kind })),
  { kind: 'portrait', territory: { kind: 'commune', code: '00001' } },
  { kind: 'portrait', territory: { kind: 'epci', code: '200000001' } },
  { kind: 'portrait', territory: { kind: 'qpv', code: 'QP000001' } },
  { kind: 'consultation', territory: { kind: 'epci', code: '200000001' } },
];
const nameOf = ({ kind, territory }: (typeof SUBJECTS)[number]) => `${kind} ${territory?.kind ?? ''}`;
const words = ({ blocks }: MaillageDocument) =>
  blocks
    .flatMap((block) =>
      block.kind === 'paragraph' || block.kind === 'heading'
        ? [readInlines(block.content)]
        : block.kind === 'list'
          ? block.items.map(readInlines)
          : [],
    )
    .join('\n')
    .replace(/[\u00a0\u202f]/g, ' ');

test.each(SUBJECTS.map((subject) => [nameOf(subject), subject] as const))(
  'no number of the document « %s » is of nobody, no reference is lost',
  (_, subject) => {
    const document = buildDocument({ ...subject, facts });
    expect(findLooseNumbers(document)).toEqual([]);
    expect(listFaults(document)).toEqual([]);
    // The same question, the same document.
    expect(JSON.stringify(buildDocument({ ...subject, facts: fourCommunesFacts() }))).toBe(JSON.stringify(document));
  },
);

test.each(SUBJECTS.map((subject) => [nameOf(subject), subject] as const))(
  'with nothing but a run, « %s » still says what is missing',
  (_, subject) => {
    const bare = buildDocument({ ...subject, facts: { ...facts, plan: null, scheme: null, geometry: null } });
    expect(findLooseNumbers(bare)).toEqual([]);
    expect(listFaults(bare)).toEqual([]);
    expect(words(bare).length).toBeGreaterThan(100);
  },
);

test.each([undefined, { kind: 'epci', code: '200000001' }])('no map of a consultation file is shown twice, territory %o', (territory) => {
  const { blocks } = buildDocument({ kind: 'consultation', facts, ...(territory === undefined ? {} : { territory }) });
  const maps = blocks.flatMap((block) => (block.kind === 'map' ? [block.mapId] : []));
  expect(maps).toContain('temps-proximite');
  expect(maps).toContain('poles');
  expect(new Set(maps).size).toBe(maps.length);
});

test('each chapter of the synthesis that shows a map has a page, and what follows is not on it', () => {
  const { blocks } = buildDocument({ kind: 'synthese', facts });
  const pages: MaillageDocument['blocks'][] = [[]];
  for (const block of blocks) {
    if (block.kind === 'pageBreak') pages.push([]);
    else pages.at(-1)!.push(block);
  }
  const shown = pages.filter((page) => page.some(({ kind }) => kind === 'map'));
  const chapters = shown.map((page) => page.flatMap((block) => (block.kind === 'heading' ? [block.id] : [])));
  expect(chapters).toContainEqual(['synthese.acces']);
  expect(chapters).toContainEqual(['synthese.poles']);
  expect(chapters.filter(({ length }) => length !== 1)).toEqual([]);
});

test('the diagnosis says who is far, with what was chosen from the data', () => {
  const text = words(buildDocument({ kind: 'diagnostic', facts }));
  expect(text).toContain('500 habitants, soit 33,3 %, vivent à plus de 7 minutes des services de proximité');
  expect(text).toContain('1 centre local');
  expect(text).toContain('base permanente des équipements de 2023');
});

test('each source is cited once, with the years of its files', () => {
  const { run } = facts;
  const { manifest } = run.facts;
  const file = manifest.files.find(({ state, sourceId }) => state === 'loaded' && manifest.sources.some(({ id }) => id === sourceId))!;
  const twice = { ...file, path: 'autre.csv', vintage: 2001 };
  const untold = { ...file, path: 'sans-annee.csv', vintage: null };
  const told = { ...run, facts: { ...run.facts, manifest: { ...manifest, files: [...manifest.files, twice, untold] } } };
  const { blocks } = buildDocument({ kind: 'diagnostic', facts: fourCommunesFacts({}, told) });
  const sources = blocks.findLast((block) => block.kind === 'table')!;
  const rows = sources.rows.map((row) => row.map(readInlines));
  const { title } = manifest.sources.find(({ id }) => id === file.sourceId)!;
  expect(rows.filter(([name]) => name === title)).toHaveLength(1);
  expect(rows.find(([name]) => name === title)![2]).toBe(`2001, ${file.vintage}, autre non renseigné`);
});

test('an intercommunality that crosses the border is far by the share of all its communes, as in the tables, and says so', () => {
  const run = fourCommunesRun();
  const there = (figureId: string, value: number): [string, number] => [rowKey('epci', '200000001', figureId), value];
  const wide = new Map([...run.territoryFigures, there('population', 9000), there('far-share.proximity', 0.26)]);
  const whole = wide.set(rowKey('departement', '00', 'far-share.proximity'), 0.1);
  const document = buildDocument({ kind: 'diagnostic', facts: fourCommunesFacts({}, { ...run, territoryFigures: whole }) });
  const text = words(document);
  expect(text).toContain('9 000 habitants avec celles d’un autre Département');
  expect(text).toContain('26,0 % des habitants y sont loin des services de proximité');
  expect(text).not.toContain('Personne n’en est loin');
});

test('an indicator whose label ends by its unit does not say it twice', () => {
  const plan = structuredClone(FOUR_PLAN);
  Object.assign(plan.actionSheets[0]!.indicators[0]!, { label: 'Usagers reçus', unit: 'usagers reçus' });
  const written = JSON.stringify(buildDocument({ kind: 'plan', facts: fourCommunesFacts({ plan: { plan, version: 5 } }) }));
  expect(written).toContain('"text":"Usagers reçus"');
  expect(written).not.toContain('(usagers reçus)');
});

test('what the law still asks is told in one sentence, with its capital', () => {
  const { scheme } = facts;
  const row = { id: 'x', clause: 'Approbation', reference: 'Loi', evidence: [], mend: null, state: 'missing' as const };
  const completeness = [{ ...row, missing: ['la délibération manque.', 'l’arrêté manque.'] }];
  const written = JSON.stringify(buildDocument({ kind: 'plan', facts: fourCommunesFacts({ scheme: { ...scheme!, completeness } }) }));
  expect(written.replace(/[\u00a0\u202f]/g, ' ')).toContain('La délibération manque ; l’arrêté manque.');
});

test('a table has no column in which nothing is said, and what is true of all is said once', () => {
  const { scheme } = facts;
  const body = {
    kind: 'epci' as const,
    code: '200000001',
    transmittedOn: null,
    deadline: null,
    opinion: null,
    givenOn: null,
    isLate: false,
  };
  const bodies = [
    { ...body, name: 'CC du Vallon' },
    { ...body, name: 'CA du Bourg' },
    { ...body, kind: 'region' as const, name: 'Région' },
  ];
  const built = (told: NonNullable<typeof scheme>['bodies']) =>
    buildDocument({ kind: 'plan', facts: fourCommunesFacts({ scheme: { ...scheme!, bodies: told } }) });
  const opinions = (document: MaillageDocument) =>
    document.blocks.find((block) => block.kind === 'table' && readInlines(block.caption) === 'Les avis') as Extract<
      MaillageDocument['blocks'][number],
      { kind: 'table' }
    >;
  const none = built(bodies);
  expect(opinions(none).columns.map(({ label }) => label)).toEqual(['Instance', 'Sorte']);
  expect(opinions(none).rows.map(([name]) => readInlines(name!))).toEqual(['CA du Bourg', 'CC du Vallon', 'Région']);
  expect(words(none)).toContain('Le projet n’est encore transmis à aucune de ces instances.');
  const one = built([bodies[0]!, { ...bodies[1]!, transmittedOn: '2025-01-10' }]);
  expect(opinions(one).columns.map(({ label }) => label)).toEqual(['Instance', 'Sorte', 'Reçu le', 'Avis']);
  expect(words(one)).not.toContain('à aucune de ces instances');
});

test('the annual review says what it does not count: sheets that note no spending', () => {
  const plan = structuredClone(FOUR_PLAN);
  for (const sheet of plan.actionSheets.slice(1)) sheet.budget = [];
  const [first] = plan.actionSheets;
  const line = { ...first!.budget[0]!, plannedEuros: 1000, spentEuros: null };
  Object.assign(plan.actionSheets[1] ?? {}, { budget: [line], status: 'underway' });
  const text = words(buildDocument({ kind: 'bilan', facts: fourCommunesFacts({ plan: { plan, version: 5 } }) }));
  expect(text).toContain('1 fiche ne note aucune dépense : la somme consommée est un minimum.');
});

test('a sheet is in the programme, what partners wrote is cited, and it is not rewritten', () => {
  const document = buildDocument({ kind: 'plan', facts });
  expect(words(document)).toContain('Fiche 3.1 : Ouvrir 2 permanences');
  const written = JSON.stringify(document);
  for (const line of ['Le mardi, de 9 h à 12 h.', 'Le jeudi aussi.', 'Ouvrir plus près', 'fiche 3.2', 'Contrat de ville', 'Signer le bail'])
    expect(written).toContain(`{"kind":"stated","text":"${line}"}`);
  expect(document.planVersion).toBe(4);
});

test('the annual review tells the sheet that is late, by how many days, and what was spent', () => {
  const text = words(buildDocument({ kind: 'bilan', facts }));
  expect(text).toContain('1 fiche est en retard : 3.1 Ouvrir 2 permanences (10 jours)');
  expect(text).toContain('Sur 2 étapes, 1 est faite ; 1 a passé son échéance sans être notée faite.');
  expect(text).toContain('250 € ont été consommés sur 4 000 € prévus, soit 6 %');
});

test('hostile names and texts are never markup', () => {
  const plan = structuredClone(FOUR_PLAN);
  plan.actionSheets[0]!.title = 'Une {{fiche}} [[piégée]] **forte** <script>';
  const document = buildDocument({ kind: 'plan', facts: fourCommunesFacts({ plan: { plan, version: 5 } }) });
  expect(listFaults(document)).toEqual([]);
  expect(words(document)).toContain('Une fiche piégée forte <script>');
});

test('a territory that the run has not is refused', () => {
  expect(() => buildDocument({ kind: 'portrait', facts, territory: { kind: 'commune', code: '99999' } })).toThrow(
    'n’est pas dans ce calcul',
  );
});

test('a paragraph of the staff takes the place of the draft, and says when it must be read again', () => {
  const book = buildFigureBook(facts);
  const [section] = listDraftSections({ kind: 'diagnostic', facts });
  expect(section).toMatchObject({ id: 'diagnostic.essentiel', title: 'L’essentiel', level: 1 });
  const text =
    'Chez nous, {{people-far.proximity@departement:00}} sont loin, {{people-far.proximity@departement:00 > 400 | beaucoup trop}}.';
  const draft = { text, mode: 'replace' as const, written: writtenFiguresOf(book, text) };
  const same = buildDocument({ kind: 'diagnostic', facts, drafts: { 'diagnostic.essentiel': draft } });
  expect(words(same)).toContain('Chez nous, 500 habitants sont loin, beaucoup trop.');
  expect(listFaults(same)).toEqual([]);
  // Ferme is now near: 300 inhabitants are far.
  const run = fourCommunesRun();
  const near = {
    ...run,
    ranges: new Map(run.ranges).set('00003\nproximity', { ...run.ranges.get('00003\nproximity')!, farShareRatio: 0 }),
  };
  const moved = buildDocument({ kind: 'diagnostic', facts: fourCommunesFacts({}, near), drafts: { 'diagnostic.essentiel': draft } });
  const paragraph = moved.blocks.find((block) => block.kind === 'paragraph' && block.review !== undefined);
  expect(paragraph).toMatchObject({
    review: { reasons: [expect.stringContaining('500 habitants est devenu 300'), expect.stringContaining('n’est plus vrai')] },
  });
  const followed = buildDocument({ kind: 'diagnostic', facts, drafts: { 'diagnostic.essentiel': { ...draft, mode: 'follow' } } });
  expect(words(followed)).toContain('Ce que les données disent d’abord');
  expect(words(followed)).toContain('Chez nous');
  const asked = { kind: 'diagnostic' as const, drafts: { 'diagnostic.essentiel': draft } };
  const changes = compareEditions({ ...asked, facts }, { ...asked, facts: fourCommunesFacts({}, near) });
  expect(changes.figures).toContainEqual(
    expect.objectContaining({
      id: 'people-far.proximity@departement:00',
      before: '500 habitants',
      after: '300 habitants',
    }),
  );
  expect(changes.paragraphs).toContainEqual(
    expect.objectContaining({ sectionId: 'diagnostic.essentiel', after: expect.stringContaining('300 habitants') }),
  );
});

test('two equal editions have nothing to tell apart', () => {
  const asked = { kind: 'diagnostic' as const, facts };
  expect(compareEditions(asked, asked)).toMatchObject({ paragraphs: [], figures: [], maps: [] });
});

test('what no list names is not counted as zero: quarters, France services, and priorities that nothing could rank', () => {
  const { run } = facts;
  const unlisted = fourCommunesFacts({}, { ...run, facts: { ...run.facts, qpvs: [], franceServices: [] } });
  const codes = run.ownCommunes.map(({ code }) => code);
  const none = codes.map(() => null);
  const priorities = {
    ...{ communeCodes: codes, need: none, needClasses: none, needCuts: null, emptyReasons: { overall: 'Chargez les données.' } },
    tables: [
      {
        ...{ theme: 'overall', label: 'les trois gammes', unit: 'place' as const, serviceCount: 2, deficitCuts: null },
        ...{ deficit: none, deficitClasses: none, priorities: none, nearPriorities: none },
      },
    ],
  };
  const bare = { ...unlisted, chapters: { ...unlisted.chapters, priorities } };
  const book = buildFigureBook(bare);
  for (const place of ['@departement:00', '@epci:200000001', '@commune:00001'])
    for (const figure of ['quarters', 'france-services', 'priority-communes.1', 'priority-people.1'])
      expect(book.find(`${figure}${place}`)).toMatchObject({ value: null, text: 'non renseigné' });
  for (const subject of SUBJECTS.filter(({ territory }) => territory?.kind !== 'qpv')) {
    const document = buildDocument({ ...subject, facts: bare });
    expect(words(document)).not.toMatch(/0 quartier|0 espace|La liste officielle n’y place aucun/);
    const figures = document.blocks.flatMap((block) => (block.kind === 'keyFigures' ? block.items.map(({ figure }) => figure.id) : []));
    expect(figures.filter((id) => /^(quarters|france-services|priority)/.test(id))).toEqual([]);
  }
  // One commune that could be ranked is enough for a count.
  const ranked = { ...priorities, tables: [{ ...priorities.tables[0]!, priorities: codes.map((_, index) => (index === 0 ? 2 : null)) }] };
  const known = buildFigureBook({ ...bare, chapters: { ...bare.chapters, priorities: ranked } });
  expect(known.find('priority-communes.1@departement:00')).toMatchObject({ value: 0 });
  expect(known.find('priority-communes.2@departement:00')).toMatchObject({ value: 1 });
  expect(known.find('priority-people.1@commune:00002')).toMatchObject({ value: null });
});
