import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('each dependency has earned its place in a decision note', () => {
  const notes = globSync('docs/decisions/*.md').map((path) => readFileSync(path, 'utf8'));
  expect(notes.length).toBeGreaterThan(0);
  const text = notes.join('\n');
  expect(declaredDependencies().filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});

/** Every package that one of ours names, except ours and the types of another. */
function declaredDependencies(): string[] {
  const manifests = [
    'package.json',
    ...globSync(['packages/*/package.json', 'apps/*/package.json', 'fixtures/*/package.json', 'e2e/package.json']),
  ];
  const names = manifests.flatMap((path) => {
    const { dependencies = {}, devDependencies = {}, optionalDependencies = {} } = JSON.parse(readFileSync(path, 'utf8'));
    return Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
  });
  expect(names.length).toBeGreaterThan(0);
  return [...new Set(names)].filter((name) => !name.startsWith('@maillage/') && !name.startsWith('@types/')).sort();
}
