import { existsSync, globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What each package may import of ours: the house plan, held by a test because no tool reads it for us. */
const MAY_IMPORT: Record<string, string[]> = {
  'packages/domain': [],
  'packages/engine': [],
  'packages/maps': ['domain'],
  'packages/sources': ['domain'],
  'packages/store': ['domain'],
  'packages/documents': ['domain', 'maps'],
  'packages/pipeline': ['domain', 'engine', 'maps', 'sources', 'store', 'documents'],
  'apps/server': ['domain', 'store', 'pipeline', 'sources'],
  'apps/cli': ['domain', 'store', 'pipeline', 'sources', 'server', 'departement-fictif'],
  'apps/web': ['domain', 'maps'],
  'fixtures/departement-fictif': ['domain'],
  // A journey starts the command itself; of the server, it takes the identity provider that stands in for ProConnect.
  e2e: ['domain', 'departement-fictif', 'server'],
};
const IMPORT = /(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g;

for (const [folder, allowed] of Object.entries(MAY_IMPORT)) {
  test(`${folder} imports nothing from a floor above`, () => {
    // A page's own tests and a pipeline test may reach the generator: it stands beside the house, not in it.
    const files = globSync(`${folder}/**/*.{ts,tsx,mjs}`, { exclude: (name) => name === 'node_modules' || name === 'dist' });
    if (!existsSync(folder)) throw new Error(`${folder} is gone: mend this test`);
    expect(files.length, `no file read in ${folder}`).toBeGreaterThan(0);
    const climbs: string[] = [];
    for (const file of files) {
      const isTest = /\.test\.tsx?$/.test(file);
      for (const [, target = ''] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
        const own = /^@maillage\/([^/]+)/.exec(target)?.[1];
        const ownName = folder.split('/').at(-1);
        if (own === undefined || own === ownName || allowed.includes(own)) continue;
        if (isTest && own === 'departement-fictif') continue;
        climbs.push(`${file} → ${target}`);
      }
      for (const [, target = ''] of readFileSync(file, 'utf8').matchAll(/from\s+['"]((?:\.\.\/){3,}(?:packages|apps)\/[^'"]+)['"]/g))
        climbs.push(`${file} → ${target}`);
    }
    expect(climbs).toEqual([]);
  });
}
