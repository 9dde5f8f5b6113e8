import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { listAudit, listMembers, putGrant } from '@maillage/store/accounts/accounts-repo.ts';
import { openStore } from '@maillage/store/open-store.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runHere } from './testing/run-command.ts';

// An owner of each institution, and somebody who only reads.
const SCHEME = '62-sdaasp';
const PEOPLE = [
  { personId: 'anne', level: 'own', owner: 'departement' },
  { personId: 'paul', level: 'own', owner: 'prefecture' },
  { personId: 'rita', level: 'read', owner: null },
] as const;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(`${tmpdir()}/maillage-droits-`);
  const store = await openStore({ varDir: folder, databaseUrl: null });
  for (const { personId, ...grant } of PEOPLE) {
    await store.db
      .insertInto('auth.user')
      .values({ id: personId, name: personId, email: `${personId}@exemple.fr` } as never) // the library fills the rest
      .execute();
    await putGrant(store, { ...grant, personId, schemeId: SCHEME, part: 'scheme', organisation: '' }, 'essai', '2026-01-01T00:00:00.000Z');
  }
  await store.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const rights = (...args: string[]) => runHere(['rights', ...args, '--dir', folder, '--departement', '62']);
const idOf = async (name: string) => {
  const { stdout } = await rights();
  return stdout
    .split('\n')
    .find((line) => line.includes(`${name}@exemple.fr`))!
    .split(' ')[0]!;
};

test('whoever keeps the server lists the rights, and for whom each decides', async () => {
  const { code, stdout } = await rights();
  expect(code).toBe(0);
  expect(stdout).toMatch(/anne@exemple\.fr>, être propriétaire sur tout le schéma, décide pour le Département/);
  expect(stdout).toMatch(/rita@exemple\.fr>, lire sur tout le schéma$/m);
});

test('a right that no other owner may take back is taken back here, once, and the journal has it; the last owner stays', async () => {
  const paul = await idOf('paul');
  expect((await rights('remove', paul)).code).toBe(0);
  const again = await rights('remove', paul);
  expect([again.code === 0, again.stderr]).toEqual([false, expect.stringContaining('Aucun droit')]);
  const last = await rights('remove', await idOf('anne'));
  expect(last.code).not.toBe(0);
  expect(last.stderr).toContain('garde au moins un propriétaire');
  const store = await openStore({ varDir: folder, databaseUrl: null });
  try {
    expect((await listMembers(store, SCHEME)).map(({ personId }) => personId)).toEqual(['anne', 'rita']);
    expect(await listAudit(store, 10)).toMatchObject([{ actorId: 'commande', action: 'maillage rights remove', target: paul }]);
  } finally {
    await store.close();
  }
});
