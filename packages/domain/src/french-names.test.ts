import { expect, test } from 'vitest';
import { ofName } from './french-names.ts';

test('a name is preceded by the article that it takes', () => {
  expect(['Offekerque', 'Lens', 'Le Touquet-Paris-Plage', 'Les Attaques', 'CA de Lens', 'Eurométropole'].map(ofName)).toEqual([
    ...['d’Offekerque', 'de Lens', 'du Touquet-Paris-Plage', 'des Attaques', 'de la CA de Lens', 'de l’Eurométropole'],
  ]);
});
