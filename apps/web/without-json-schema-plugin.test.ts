// @vitest-environment node
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { refuseAll } from './without-json-schema-plugin.ts';

const core = join(dirname(createRequire(import.meta.url).resolve('zod')), 'v4/core');

test.each(['json-schema-processors', 'to-json-schema', 'json-schema-generator'])(
  'every name that zod asks of %s is still there, and refuses to be called',
  async (name) => {
    const file = join(core, `${name}.js`);
    const [real, refusing] = await Promise.all([
      import(/* @vite-ignore */ file),
      import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(refuseAll(readFileSync(file, 'utf8')))}`),
    ]);
    expect(Object.keys(refusing).sort()).toEqual(Object.keys(real).sort());
    expect(() => Object.values<() => void>(refusing)[0]!()).toThrow('left out of the pages');
  },
);
