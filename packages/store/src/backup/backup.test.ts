import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { actionPlan } from '@maillage/domain/plans/plan.ts';
import { sql } from 'kysely';
import { extract, pack } from 'tar-stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAuditEntry } from '../accounts/accounts-repo.ts';
import { openStore } from '../open-store.ts';
import { addDocument } from '../plans/documents-repo.ts';
import { emptyPlan } from '../plans/plans-repo.ts';
import { replacePlan, saveSheet } from '../plans/save-plan.ts';
import { addComment } from '../plans/sheet-comments-repo.ts';
import { publishRun } from '../runs/publish-run.ts';
import { loadGeometry } from '../runs/runs-repo.ts';
import type { Store } from '../store.ts';
import { smallRun } from '../testing/small-run.ts';
import { describeOnBothDatabases, makePostgresPlace, type TestPlace } from '../testing/test-databases.ts';
import { listBackupTables } from './backup-tables.ts';
import { RESTORE_APPLICATION, restoreBackup } from './restore-backup.ts';
import { writeBackup } from './write-backup.ts';

const NOW = '2026-01-31T10:00:00.000Z';
const RUN = '0123456789abcdef';
const SCHEME = '00-sdaasp';
/** What breaks files: line ends, quotes, separators, NUL as text, emoji. */
const NASTY = 'Ligne 1\nligne 2 "guillemets" \\n ; , \t é 🚐 \u2028 {"a":1}';
const PLAN = actionPlan.parse({
  departementCode: '00',
  title: NASTY,
  axes: [{ id: '3', title: 'Services' }],
  actionSheets: [
    { id: '3.1', axisId: '3', title: 'Une', description: NASTY },
    { id: '3.2', axisId: '3', title: 'Deux' },
  ],
});

/** A run with its files, a plan and its history, a person, a document, a journal. */
async function fill(store: Store, varDir: string): Promise<void> {
  const geometry = new TextEncoder().encode('{"type":"Topology"}');
  await publishRun(store, { results: smallRun(RUN), chapters: {}, places: [], geometry, comparison: null, publishedAt: NOW });
  const writing = { schemeId: SCHEME, authorId: 'u1', now: NOW };
  await replacePlan(store, writing, PLAN, emptyPlan('00'));
  await saveSheet(store, writing, { ...PLAN.actionSheets[1]!, title: 'Deux, changée' }, 1);
  await addComment(store, writing, '3.1', NASTY);
  const bytes = new TextEncoder().encode('un document');
  await addDocument(store, writing, { sheetId: '3.1', name: 'Note.txt', sizeBytes: bytes.length, sha256: await store.files.put(bytes) });
  await addAuditEntry(store, { actorId: 'u1', action: 'PUT', target: '3.1', status: 200 }, NOW);
  await sql`insert into auth.user (id, name, email, email_verified, created_at) values ('u1', ${NASTY}, 'a@b.example', true, ${'2026-01-31T10:00:00.123456Z'})`.execute(
    store.db,
  );
  await sql`insert into auth.account (id, account_id, provider_id, user_id, password) values ('c1', 'u1', 'credential', 'u1', 'haché')`.execute(
    store.db,
  );
  await sql`insert into auth.session (id, expires_at, token, user_id) values ('s1', now(), 'jeton-de-session', 'u1')`.execute(store.db);
  await writeFile(join(varDir, 'secret'), 'secret de la base d’origine\n', { mode: 0o600 });
}

/** Every row of every table, as text. */
async function allRows(store: Store): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const { name, columns } of await listBackupTables(store.db)) {
    const { rows } = await sql<{ line: string }>`
      select json_build_array(${sql.join(columns.map((column) => sql`${sql.ref(column)}::text`))})::text as line from ${sql.table(name)}`.execute(
      store.db,
    );
    found[name] = rows.map(({ line }) => line).sort();
  }
  return found;
}
const open = (place: TestPlace) => openStore({ ...place, applicationName: RESTORE_APPLICATION });

describeOnBothDatabases('backup', (makePlace) => {
  let [source, folder]: [TestPlace, string] = [undefined as unknown as TestPlace, ''];
  let [expected, out]: [Record<string, string[]>, string] = [{}, ''];
  beforeAll(async () => {
    source = await makePlace();
    folder = await mkdtemp(join(tmpdir(), 'maillage-sauvegardes-'));
    out = join(folder, 'sauvegarde.tar.gz');
    const store = await openStore(source);
    try {
      await fill(store, source.varDir);
      expected = await allRows(store);
      const summary = await writeBackup(store, { varDir: source.varDir, out, madeAt: NOW });
      expect(summary).toMatchObject({ fileCount: 3, missingFiles: [] });
    } finally {
      await store.close();
    }
  });
  afterAll(async () => {
    await source?.remove();
    await rm(folder, { recursive: true, force: true });
  });

  test('a backup is for its owner alone, is made again to the byte, and holds nothing that opens a session', async () => {
    expect((await stat(out)).mode & 0o777).toBe(0o600);
    const store = await openStore(source);
    try {
      const again = join(folder, 'encore.tar.gz');
      await writeBackup(store, { varDir: source.varDir, out: again, madeAt: NOW });
      expect((await readFile(again)).equals(await readFile(out))).toBe(true);
    } finally {
      await store.close();
    }
    const text = gunzipSync(await readFile(out)).toString('utf8');
    expect(text).not.toContain('jeton-de-session');
    expect(text).toContain('secret de la base d’origine');
    expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  // The same database, emptied of what the backup held, then given other content.
  test('restored over other content, every row and every file is as it was, and history goes on', async () => {
    const store = await open(source);
    try {
      const writing = { schemeId: SCHEME, authorId: 'u2', now: NOW };
      await saveSheet(store, writing, { ...PLAN.actionSheets[1]!, title: 'Écrite après la sauvegarde' }, 2);
      await sql`insert into auth.user (id, name, email) values ('u2', 'Arrivé après', 'c@d.example')`.execute(store.db);
      await writeFile(join(source.varDir, 'secret'), 'un autre\n');
      await expect(restoreBackup(store, { varDir: source.varDir, file: out, replace: false })).rejects.toMatchObject({ code: 'usage' });
      await restoreBackup(store, { varDir: source.varDir, file: out, replace: true });
      expect(await allRows(store)).toEqual(expected);
      expect(new TextDecoder().decode(await loadGeometry(store, RUN))).toBe('{"type":"Topology"}');
      expect(await readFile(join(source.varDir, 'secret'), 'utf8')).toBe('secret de la base d’origine\n');
      expect((await sql`select 1 from auth.session`.execute(store.db)).rows).toEqual([]);
      // Numbers go on, and what is only added to is again protected.
      await saveSheet(store, writing, { ...PLAN.actionSheets[1]!, title: 'Et ensuite' }, 2);
      await expect(sql`delete from app.plan_history`.execute(store.db)).rejects.toThrow(/only added to/);
      await expect(sql`delete from ref.commune`.execute(store.db)).rejects.toThrow(/never change/);
      expect((await readdir(source.varDir)).filter((name) => name.startsWith('.'))).toEqual([]);
    } finally {
      await store.close();
    }
  });

  test('a failure in the middle leaves what was there', async () => {
    const store = await open(source);
    try {
      const before = await allRows(store);
      const broken = await withEntries(out, join(folder, 'autre.tar.gz'), (name, content) =>
        name === 'tables/app.sheet_comment.jsonl' ? content.replace(/"00-sdaasp"/, '"un-autre"') : content,
      );
      // Sums are right, rows are not: the database itself refuses, at the last tables.
      await expect(restoreBackup(store, { varDir: source.varDir, file: broken, replace: true })).rejects.toThrow(/foreign key|violates/);
      expect(await allRows(store)).toEqual(before);
      expect((await readdir(source.varDir)).filter((name) => name.startsWith('.'))).toEqual([]);
    } finally {
      await store.close();
    }
  });

  test('damaged, cut short, of a newer version or none of ours: refused in French, nothing touched', async () => {
    const store = await open(source);
    try {
      const before = await allRows(store);
      const bytes = await readFile(out);
      const flipped = Buffer.from(bytes);
      flipped[flipped.length >> 1]! ^= 1;
      const files: [string, Uint8Array | string, RegExp][] = [
        ['coupée', bytes.subarray(0, bytes.length - 100), /abîmée|manifeste/],
        ['un octet', flipped, /abîmé/],
        ['rien', '', /abîmée|manifeste/],
        ['texte', 'bonjour', /abîmée/],
        ['vide', gzipSync(''), /abîmée|manifeste/],
      ];
      for (const [name, content, message] of files) {
        await writeFile(join(folder, name), content);
        const refusal = restoreBackup(store, { varDir: source.varDir, file: join(folder, name), replace: true });
        await expect(refusal, name).rejects.toMatchObject({ code: 'file-unreadable', message: expect.stringMatching(message) });
      }
      const changes: [(name: string, content: string) => string, string, RegExp][] = [
        [
          (name, content) => (name === 'manifeste.json' ? content.replace('"format": 1', '"format": 2') : content),
          'data-missing',
          /plus récente/,
        ],
        [
          (name, content) => (name === 'manifeste.json' ? content.replace('0001-schemas.sql', '9999-demain.sql') : content),
          'data-missing',
          /9999-demain/,
        ],
        [
          (name, content) => (name === 'manifeste.json' ? content.replaceAll('app.plan_history', 'app.autre_table') : content),
          'file-unreadable',
          /autre_table/,
        ],
      ];
      for (const [change, code, message] of changes) {
        const file = await withEntries(out, join(folder, `${randomUUID()}.tar.gz`), change);
        const refusal = restoreBackup(store, { varDir: source.varDir, file, replace: true });
        await expect(refusal).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
      }
      for (const name of ['../../evade', 'tables/../../evade', '/tmp/evade', 'lien']) {
        const file = await withEntries(out, join(folder, `${randomUUID()}.tar.gz`), (_, content) => content, name);
        await expect(restoreBackup(store, { varDir: source.varDir, file, replace: true })).rejects.toMatchObject({
          code: 'file-unreadable',
        });
      }
      await expect(restoreBackup(store, { varDir: source.varDir, file: join(folder, 'absent'), replace: true })).rejects.toMatchObject({
        code: 'file-not-found',
      });
      expect(await allRows(store)).toEqual(before);
    } finally {
      await store.close();
    }
  });

  test('a run or a document that has lost its file stops the backup', async () => {
    const store = await openStore(source);
    try {
      const writing = { schemeId: SCHEME, authorId: 'u1', now: NOW };
      await addDocument(store, writing, { sheetId: '3.1', name: 'Perdu.txt', sizeBytes: 1, sha256: 'f'.repeat(64) });
      const file = join(folder, 'incomplete.tar.gz');
      await expect(writeBackup(store, { varDir: source.varDir, out: file, madeAt: NOW })).rejects.toMatchObject({ code: 'file-not-found' });
      expect((await readdir(folder)).filter((name) => name.startsWith('.') || name === 'incomplete.tar.gz')).toEqual([]);
    } finally {
      await store.close();
    }
  });

  test('in PostgreSQL, a restore is refused while a server is connected, and a backup is not', async () => {
    if (source.databaseUrl === null) return;
    const server = await openStore(source);
    const store = await open(source);
    try {
      await sql`select 1`.execute(server.db);
      await expect(restoreBackup(store, { varDir: source.varDir, file: out, replace: true })).rejects.toMatchObject({
        code: 'folder-locked',
      });
    } finally {
      await store.close();
      await server.close();
    }
  });
});

const postgres = process.env.MAILLAGE_TEST_DATABASE_URL;
test.skipIf(!postgres)('from the embedded database to PostgreSQL and back, every row and every file is the same', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maillage-passage-'));
  const place = await makePostgresPlace('passage', postgres!);
  const step = async (where: { varDir: string; databaseUrl: string | null }, work: (store: Store) => Promise<void>) => {
    const store = await openStore({ ...where, applicationName: RESTORE_APPLICATION });
    await work(store).finally(() => store.close());
  };
  try {
    const [first, last] = [join(folder, 'depart'), join(folder, 'arrivee')];
    let expected: Record<string, string[]> = {};
    await step({ varDir: first, databaseUrl: null }, async (store) => {
      await fill(store, first);
      expected = await allRows(store);
      await writeBackup(store, { varDir: first, out: join(folder, '1'), madeAt: NOW });
    });
    await step(place, async (store) => {
      await restoreBackup(store, { varDir: place.varDir, file: join(folder, '1'), replace: false });
      expect({ ...(await allRows(store)), 'auth.session': [] }).toEqual({ ...expected, 'auth.session': [] });
      await writeBackup(store, { varDir: place.varDir, out: join(folder, '2'), madeAt: NOW });
    });
    expect((await readFile(join(folder, '2'))).equals(await readFile(join(folder, '1')))).toBe(true);
    await step({ varDir: last, databaseUrl: null }, async (store) => {
      await restoreBackup(store, { varDir: last, file: join(folder, '2'), replace: false });
      expect(await allRows(store)).toEqual(expected);
      expect(new TextDecoder().decode(await loadGeometry(store, RUN))).toBe('{"type":"Topology"}');
    });
  } finally {
    await place.remove();
    await rm(folder, { recursive: true, force: true });
  }
});

/** The archive with its entries changed, its sums and its seal made again: what somebody with the format could write. */
async function withEntries(from: string, to: string, change: (name: string, content: string) => string, extra?: string): Promise<string> {
  const { createHash } = await import('node:crypto');
  const sum = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  const entries = new Map<string, Buffer>();
  const reader = extract();
  reader.end(gunzipSync(await readFile(from)));
  for await (const entry of reader) {
    const parts: Buffer[] = [];
    for await (const part of entry) parts.push(part as Buffer);
    entries.set(entry.header.name, Buffer.concat(parts));
  }
  const archive = pack();
  const manifest = JSON.parse(change('manifeste.json', entries.get('manifeste.json')!.toString('utf8')));
  for (const [name, content] of entries) {
    if (name === 'manifeste.json' || name === 'sceau') continue;
    const bytes = name.startsWith('tables/') ? Buffer.from(change(name, content.toString('utf8'))) : content;
    const renamed = change('manifeste.json', name);
    const known = manifest.entries.find((one: { name: string }) => one.name === renamed);
    Object.assign(known, { bytes: bytes.length, sha256: sum(bytes) });
    archive.entry({ name: renamed }, bytes);
  }
  if (extra !== undefined)
    archive.entry(
      extra === 'lien' ? { name: extra, type: 'symlink', linkname: '/etc/passwd' } : { name: extra },
      Buffer.from(extra === 'lien' ? '' : 'x'),
    );
  const text = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`);
  archive.entry({ name: 'manifeste.json' }, text);
  archive.entry({ name: 'sceau' }, sum(text));
  archive.finalize();
  const parts: Buffer[] = [];
  for await (const part of archive) parts.push(part as Buffer);
  await writeFile(to, gzipSync(Buffer.concat(parts)));
  return to;
}
