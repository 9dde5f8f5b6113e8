import { DomainError } from '@maillage/domain/errors.ts';
import { expect, test } from 'vitest';
import { buildCommuneList } from './commune-list.ts';
import { buildFigureSeries } from './figure-series.ts';
import { readCommuneValue } from './figure-values.ts';
import { indexRun } from './index-run.ts';
import { buildPortrait } from './portrait.ts';
import { buildProvenance } from './provenance.ts';
import { rowKey } from './run-rows.ts';
import { buildFourCommunes } from './testing/four-communes.ts';

const noChapters = { greyZones: null, endowment: null };
const publishedAt = '2026-01-31T10:00:00.000Z';
const fictional = indexRun({ ...buildFourCommunes(), publishedAt, ...noChapters });
const real = indexRun({ ...buildFourCommunes({ fictional: false }), publishedAt, ...noChapters });
/** No-break spaces made plain, so that expected sentences can be read here. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const headline = (figureId: string, run = real) => plain(buildFigureSeries(run, figureId).headline);

test('inhabitants beyond 7 minutes are counted in one sentence, the commune without population said apart', () => {
  // Bourg 0 min (1 000 hab.), Hameau 10 (300), Ferme 20 (200), Île: population unknown → 500 of 1 500.
  expect(headline('range-minutes.proximity')).toBe(
    '500 habitants, soit 33,3 %, vivent à plus de 7 minutes des services de proximité. Hors 1 commune sans donnée.',
  );
  expect(headline('far-share.proximity')).toBe(headline('range-minutes.proximity'));
});

test('a service that the vintage does not hold is said not collected, and enters no figure', () => {
  expect(headline('service-minutes.F312')).toBe('Le service « Patinoire » n’est pas recensé dans le millésime utilisé.');
  const series = buildFigureSeries(real, 'service-minutes.F312');
  expect(series.communes.map(({ status }) => status)).toEqual(Array(4).fill('not_collected'));
  expect(series.figure.available).toBe(false);
  expect(buildFigureSeries(real, 'range-minutes.superior').communes[0]).toEqual({ code: '00001', value: null, status: 'not_collected' });
});

test('the Île is out of reach: no value, and a reason', () => {
  const series = buildFigureSeries(real, 'service-minutes.D307');
  expect(series.communes).toEqual([
    { code: '00001', value: 0, status: 'known' },
    { code: '00002', value: 10, status: 'known' },
    { code: '00003', value: 20, status: 'known' },
    { code: '00004', value: null, status: 'unreachable' },
  ]);
});

test('each figure of the catalogue has a title, a headline and JSON values, missing or not', () => {
  for (const figure of real.catalogue) {
    const series = buildFigureSeries(real, figure.id);
    expect(series.headline).not.toMatch(/NaN|undefined|Infinity|null/);
    expect(figure.available).toBe(figure.missingReason === null);
    expect(JSON.parse(JSON.stringify(series))).toEqual(series);
  }
  expect(real.figures.get('need.mobility')?.available).toBe(false);
});

test('headlines of the other themes', () => {
  expect(headline('centre-level')).toBe('1 commune sur 4 est un centre : 1 local.');
  expect(headline('services-count')).toBe('3 communes sur 4 n’offrent aucun des 2 services.');
  expect(headline('population')).toBe('1 500 habitants vivent dans 3 communes. Hors 1 commune sans donnée.');
  expect(headline('density')).toBe(
    'Bourg a la valeur la plus forte (100 hab./km²), Ferme la plus faible (20 hab./km²). Hors 1 commune sans donnée.',
  );
});

test('a fictional Département says so in its headline, its portrait and its citation', () => {
  expect(headline('population', fictional)).toContain('fictif');
  expect(headline('need.mobility', fictional)).toContain('fictif');
  expect(buildPortrait(fictional, '00001').sentences.join(' ')).toContain('fictif');
  expect(buildProvenance(fictional, 'population', { kind: 'commune', code: '00001' }).citation).toContain('fictif');
  expect(buildPortrait(real, '00001').sentences.join(' ')).not.toContain('fictif');
});

test('the portrait of the Hameau: where its pharmacy is, what attracts it, what is not known', () => {
  const portrait = buildPortrait(real, '00002');
  expect(portrait.sentences.map(plain)).toEqual([
    'Hameau compte 300 habitants, dans l’intercommunalité « Communauté du Bourg ».',
    'On y est en moyenne à 10,0 min des services de proximité et à 10,0 min des services de la gamme intermédiaire (temps estimés en voiture).',
    'Hameau n’est pas un centre : on y trouve 0 service sur 2. Le centre de niveau supérieur le plus proche est Bourg, à 10 min.',
    'Son rang le plus haut parmi les besoins : « Structure sociale », 1re sur 3 communes.',
  ]);
  expect(portrait.services[0]).toMatchObject({
    status: 'reached',
    minutes: 10,
    nearest: { communeName: 'Bourg', placeName: 'Pharmacie de la Place' },
  });
  expect(portrait.services[2]).toMatchObject({ status: 'not_collected', minutes: null, nearest: null });
  expect(portrait.comparisons.find(({ figureId }) => figureId === 'range-minutes.proximity')).toMatchObject({
    commune: 10,
    epci: 4.7,
    departement: 4.7,
    region: null,
  });
});

test('France services hours are read aloud; a day without hours is not a closed day', () => {
  const hours = buildPortrait(real, '00001').franceServices[0]?.hours.map(({ text }) => plain(text));
  expect(hours?.slice(0, 3)).toEqual(['de 9 h 30 à 12 h et de 14 h à 17 h', 'fermé', 'non renseigné']);
});

test('a neighbour has no portrait, and « __proto__ » is no commune', () => {
  for (const code of ['96001', '99999', '__proto__', 'constructor']) {
    expect(() => buildPortrait(real, code)).toThrow(DomainError);
    expect(() => buildFigureSeries(real, code)).toThrow(DomainError);
  }
});

test('the proof of a mean goes down to each service and its nearest place, with the file it was read from', () => {
  const proof = buildProvenance(real, 'range-minutes.proximity', { kind: 'commune', code: '00002' });
  expect(plain(proof.text)).toBe('10,0 min');
  expect(proof.inputs.map(({ text }) => plain(text)).at(-1)).toBe('10 min — Pharmacie de la Place, 00001 Bourg');
  expect(proof.sources).toMatchObject([{ producer: 'INSEE', vintage: 2019, path: 'bpe19.csv' }]);
  expect(plain(proof.citation)).toBe(
    'Temps d’accès aux services de proximité, Hameau (00002) : 10,0 min (estimé). Sources : INSEE, Base permanente des équipements (2019). Maillage 0.1.0, calcul 0123456789abcdef publié le 31 janvier 2026.',
  );
});

test('statistical secrecy is said, never shown as zero', () => {
  const proof = buildProvenance(real, 'need-component.povertyRate', { kind: 'commune', code: '00004' });
  expect(proof).toMatchObject({ value: null, status: 'secret', text: 'couvert par le secret statistique' });
});

test('the proof of an EPCI lists its communes', () => {
  const proof = buildProvenance(real, 'range-minutes.proximity', { kind: 'epci', code: '200000001' });
  expect(proof.value).toBe(4.7);
  expect(proof.inputs.map(({ label }) => label)).toEqual(['Communes', 'Habitants', '00001 Bourg', '00002 Hameau', '00003 Ferme']);
});

test('the list holds the own communes only', () => {
  expect(buildCommuneList(real).map(({ name }) => name)).toEqual(['Bourg', 'Hameau', 'Ferme', 'Île']);
});

test('an indicator of the user’s own is a figure, with its title, its year and its secrets', () => {
  const facts = buildFourCommunes();
  const [first = '', second = ''] = facts.communes.map(({ code }) => code);
  const run = indexRun({
    ...facts,
    publishedAt: '2026-01-01T00:00:00.000Z',
    ...noChapters,
    manifest: {
      ...facts.manifest,
      userIndicators: [{ id: 'fibre', label: 'Logements raccordables à la fibre', unit: 'percent' }],
      vintages: { ...facts.manifest.vintages, 'indicator:fibre': 2024 },
    },
    extraIndicators: [
      { geography: 'commune', areaCode: first, indicatorId: 'fibre', value: 0.925, status: 'known' },
      { geography: 'commune', areaCode: second, indicatorId: 'fibre', value: null, status: 'secret' },
    ],
  });
  const figure = run.figures.get('user-indicator.fibre');
  expect(figure).toMatchObject({ title: 'Logements raccordables à la fibre', unit: 'ratio', available: true });
  expect(figure?.parameters).toEqual([{ label: 'Année du tableau', value: '2024' }]);
  expect(readCommuneValue(run, 'user-indicator.fibre', run.ownCommunes[0]!)).toEqual({ value: 0.925, status: 'known' });
  expect(readCommuneValue(run, 'user-indicator.fibre', run.ownCommunes[1]!)).toEqual({ value: null, status: 'secret' });
});

test('a portrait tells one density of the Département, that of its figure, and never the mean of its communes', () => {
  const run = indexRun({ ...buildFourCommunes({ fictional: false }), publishedAt, ...noChapters });
  // 1 500 people on 25 km²; most of them live in a Bourg of 900 to the km².
  const territoryFigures = new Map([
    [rowKey('departement', '00', 'density'), 60],
    [rowKey('departement', '00', 'need-component.density'), 900],
  ]);
  const density = buildPortrait({ ...run, territoryFigures }, '00001')
    .needs.flatMap(({ components }) => components)
    .find(({ id }) => id === 'density');
  expect(density?.departement).toBe(60);
});
