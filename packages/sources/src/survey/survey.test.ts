import { expect, test } from 'vitest';
import { openedText, probeText } from '../indicator-tables/text-table.test-support.ts';
import { limeSurveyImporter } from './lime-survey.ts';
import { buildSurveyImporter, describesSurvey, parseSurveyMapping } from './survey-mapping.ts';

const scope = { departementCodes: new Set(['01']) };
const question = {
  ...{ column: 'Q1', label: 'Êtes-vous satisfait des services de santé ?', scope: 'theme.sante' },
  answers: { A1: 'Très satisfait', A2: 'Plutôt satisfait', A3: 'Pas satisfait' },
  ...{ favourable: ['Très satisfait', 'Plutôt satisfait'], unfavourable: ['Pas satisfait'], noAnswer: ['A9'] },
};
const age = {
  column: 'AGE',
  label: 'Âge',
  values: { J: 'moins de 60 ans', S: '60 ans et plus' },
  targets: { 'moins de 60 ans': 0.7, '60 ans et plus': 0.3 },
};
const mapping = (survey: Record<string, unknown>) => ({
  ...{ title: 'Habitants 2025', vintage: 2025 },
  survey: { probabilistic: true, columns: { communeCode: 'insee', weight: 'poids' }, questions: [question], groups: [age], ...survey },
});

const TEXT = `id;submitdate;insee;poids;Q1. Êtes-vous satisfait ?;AGE
1;2025-01-02;01001;1;A1;J
2;2025-01-02;01001;1,5;Plutôt satisfait;S
3;;01001;1;A1;J
4;2025-01-02;59001;1;A1;J
5;2025-01-02;01001;0;A1;J
6;2025-01-02;01002;1;A9;X
7;2025-01-02;1002;1;A3;J
8;2025-01-02;01002;1;Bof;
9;2025-01-02;;1;;S`;

test('each row is a respondent, out of scope or a counted reject; an answer outside its list is no answer, and is told', async () => {
  const importer = buildSurveyImporter(parseSurveyMapping(mapping({}), 'e.mapping.json'));
  expect(importer.recognise(probeText(TEXT))).toEqual({ vintage: 2025, cogYear: null });
  expect(importer.recognise(probeText('id;Q2\n1;A1'))).toBeNull();
  const { tally, notices, datasets } = await importer.importFile(openedText(TEXT), scope);
  expect(tally).toMatchObject({ rowCount: 9, recordRowCount: 5, outOfScopeCount: 1, rejectCount: 3 });
  expect(tally.rejects.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('n’a pas été envoyé'),
    expect.stringContaining('le poids (« poids ») n’est pas un nombre positif'),
    expect.stringContaining('1002'),
  ]);
  expect(datasets[0]).toMatchObject({
    survey: {
      title: 'Habitants 2025',
      probabilistic: true,
      questions: [{ id: 'Q1', scopeId: 'theme.sante' }],
      groupings: [{ targets: [0.7, 0.3] }],
    },
    records: [
      { line: 2, communeCode: '01001', startWeight: 1, answers: [0], groups: [0] },
      { line: 3, startWeight: 1.5, answers: [1], groups: [1] },
      { line: 7, answers: [-1], groups: [-1] },
      { line: 9, answers: [-1], groups: [-1] },
      { line: 10, communeCode: null, answers: [-1], groups: [1] },
    ],
  });
  expect(notices).toEqual([
    expect.stringMatching(/^2 réponses ne sont pas dans leur liste \(ligne 7, « AGE » : « X » ; ligne 9, « Q1 » : « Bof »\)/),
  ]);
});

test.each([
  [
    'a margin without one of its cells',
    { groups: [{ ...age, targets: { 'moins de 60 ans': 1 } }] },
    /la marge « Âge » a une case vide : donnez la part de « 60 ans et plus »/,
  ],
  ['a margin that names a stranger', { groups: [{ ...age, targets: { ...age.targets, autres: 0.1 } }] }, /donne une part à « autres »/],
  ['a margin of zeros', { groups: [{ ...age, targets: { 'moins de 60 ans': 0, '60 ans et plus': 0 } }] }, /ne pèse rien/],
  [
    'a favourable answer that is none',
    { questions: [{ ...question, favourable: ['Ravi'] }] },
    /« Ravi » n’est pas une réponse de la question/,
  ],
  ['one answer only', { questions: [{ ...question, answers: { A1: 'Oui' } }] }, /survey\.questions\.0\.answers.*au moins deux réponses/],
  ['a design that is not said', { probabilistic: undefined }, /survey\.probabilistic/],
])('%s is refused with what to mend', (_what, survey, message) => {
  expect(describesSurvey(mapping(survey))).toBe(true);
  expect(() => parseSurveyMapping(mapping(survey), 'e.mapping.json')).toThrow(message);
});

test('an export of LimeSurvey without a mapping: closed questions as expressions, open ones left aside and told', async () => {
  const rows = Array.from(
    { length: 14 },
    (_, index) => `${index};2025-02-0${1 + (index % 9)};8;fr;01001;${index % 2 ? 'Oui' : 'Non'};Texte ${index}`,
  );
  const text = `id;submitdate;lastpage;startlanguage;code_insee;Q1. Satisfait ?;Q2. Pourquoi ?\n${rows.join('\n')}\n15;;1;fr;01001;Oui;\n16;2025-02-01;8;fr;59001;Oui;`;
  expect(limeSurveyImporter.recognise(probeText(text, 'reponses-2025.csv'))).toEqual({ vintage: 2025, cogYear: null });
  expect(limeSurveyImporter.recognise(probeText('id;nom\n1;a'))).toBeNull();
  const { tally, notices, datasets } = await limeSurveyImporter.importFile(openedText(text, 'reponses-2025.csv'), scope);
  expect(tally).toMatchObject({ recordRowCount: 14, outOfScopeCount: 1, rejectCount: 1 });
  expect(datasets[0]).toMatchObject({
    survey: { probabilistic: false, questions: [{ label: 'Q1. Satisfait ?', answers: ['Non', 'Oui'] }] },
  });
  expect(notices).toEqual([expect.stringContaining('comme des expressions'), expect.stringContaining('« Q2. Pourquoi ? »')]);
});
