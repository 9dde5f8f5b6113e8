import { expect, test } from 'vitest';
import { describeParameter } from './parameter-text.ts';
import { DEFAULT_PARAMETERS } from './parameters.ts';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

test('a choice of the run is read in words, its code beside it for who corrects the document', () => {
  expect(describeParameter(DEFAULT_PARAMETERS.levelRule)).toEqual([
    { name: null, text: 'fréquences rapportées à la moyenne', code: 'relative-frequency' },
  ]);
  expect(describeParameter(DEFAULT_PARAMETERS.needNormalisation)[0]).toMatchObject({ text: 'centrée et réduite', code: 'zscore' });
});

test('each range has its threshold, under the name that pages give it', () => {
  expect(describeParameter(DEFAULT_PARAMETERS.farThresholdMinutes).map(({ name, text }) => `${name} ${text}`)).toEqual([
    'proximité 7',
    'intermédiaire 15',
    'supérieure 30',
  ]);
});

test('a rule without value, a yes and a list are words too; what holds nothing has no part', () => {
  const parts = describeParameter(DEFAULT_PARAMETERS.typology).map(({ name, text }) => `${name} : ${text}`);
  expect(parts).toContain('nombre de classes : sans valeur');
  expect(parts).toContain('au plus une commune par intercommunalité : oui');
  expect(plain(describeParameter(DEFAULT_PARAMETERS.catchment)[1]!.text)).toBe('1 ; 0,42 ; 0,09');
  expect(describeParameter(DEFAULT_PARAMETERS.needWeights)).toEqual([]);
  expect(describeParameter(DEFAULT_PARAMETERS.centreOverrides)).toEqual([]);
});

test('a theme is read by its name, with what it holds', () => {
  const theme = describeParameter(DEFAULT_PARAMETERS.themes).find(({ code }) => code === 'emploi');
  expect(theme?.name).toBe('Emploi, insertion, formation');
  expect(theme?.text).toContain('A503');
});
