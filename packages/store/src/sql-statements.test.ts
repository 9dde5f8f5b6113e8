import { expect, test } from 'vitest';
import { splitStatements } from './sql-statements.ts';

test('a script is cut at its statements, never inside a function’s body', () => {
  const script =
    '-- first; not a statement\ncreate table a (\n  id text\n);\ncreate function f() as $$\nbegin\n  return null;\nend $$;\ncreate index i on a (id);\n';
  expect(splitStatements(script)).toEqual([
    'create table a (\n  id text\n);',
    'create function f() as $$\nbegin\n  return null;\nend $$;',
    'create index i on a (id);',
  ]);
});
