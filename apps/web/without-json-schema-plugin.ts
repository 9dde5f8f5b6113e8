import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const WRITERS = /[\\/]zod[\\/]v4[\\/]core[\\/](?:json-schema-processors|to-json-schema|json-schema-generator)\.js$/;

/**
 * Leaves out of the pages what writes JSON Schema from a schema of zod: the library ties it to each schema, only the server asks for
 * it, and it is a twentieth of the script that comes before the first answer. A page that asked for it would throw.
 */
export function withoutJsonSchema(): Plugin {
  return {
    name: 'without-json-schema',
    load: {
      filter: { id: WRITERS },
      handler: (id) => refuseAll(readFileSync(id, 'utf8')),
    },
  };
}

/** The same names, each of which refuses to be called. */
export function refuseAll(source: string): string {
  const declared = [...source.matchAll(/^export (?:const|function|class) (\w+)/gm)].map(([, name]) => `refuse as ${name}`);
  const renamed = [...source.matchAll(/^export \{ \w+ as (\w+) \};/gm)].map(([, name]) => `refuse as ${name}`);
  return `const refuse = () => {\n  throw new Error('JSON Schema is left out of the pages');\n};\nexport { ${[...declared, ...renamed].join(', ')} };\n`;
}
