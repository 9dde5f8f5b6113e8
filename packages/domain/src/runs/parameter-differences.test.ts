import { expect, test } from 'vitest';
import { describeParameterDifferences } from './parameter-differences.ts';
import { DEFAULT_PARAMETERS } from './parameters.ts';

const plain = (sentences: string[]) => sentences.map((sentence) => sentence.replaceAll(/[\u00a0\u202f]/g, ' '));

test('equal documents have no difference; a threshold that moves is said with both values', () => {
  expect(describeParameterDifferences(DEFAULT_PARAMETERS, structuredClone(DEFAULT_PARAMETERS))).toEqual([]);
  const after = {
    ...DEFAULT_PARAMETERS,
    farThresholdMinutes: { proximity: 7, intermediate: 20, superior: 30 },
    greyZones: { ...DEFAULT_PARAMETERS.greyZones, factor: 1.5 },
  };
  expect(plain(describeParameterDifferences(DEFAULT_PARAMETERS, after))).toEqual([
    'Seuil d’éloignement (min), intermédiaire : 15 → 20.',
    'Zones grises, multiple de la référence : 1 → 1,5.',
  ]);
});

test('a theme that gains and loses a code, a basket removed, a level decided: each is named', () => {
  const themes = DEFAULT_PARAMETERS.themes.map((theme) =>
    theme.id === 'emploi' ? { ...theme, facilityTypes: [...theme.facilityTypes.filter((code) => code !== 'A503'), 'A504'] } : theme,
  );
  const after = {
    ...DEFAULT_PARAMETERS,
    themes,
    baskets: [],
    centreOverrides: [{ communeCode: '62041', level: 3 as const, author: 'Comité', reason: 'Convention' }],
  };
  expect(plain(describeParameterDifferences(DEFAULT_PARAMETERS, after))).toEqual([
    'Thème « Emploi, insertion, formation » : ajoute A504 ; retire A503.',
    'Panier « Panier de la vie courante » : retiré.',
    'Niveau de pôle décidé « 62041 » : ajouté.',
  ]);
});
