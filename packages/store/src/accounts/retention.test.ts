import { PERSONAL_DATA_REGISTER } from '@maillage/domain/accounts/personal-data.ts';
import { actionPlan } from '@maillage/domain/plans/plan.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../open-store.ts';
import { addDocument, removeDocument } from '../plans/documents-repo.ts';
import { emptyPlan } from '../plans/plans-repo.ts';
import { replacePlan } from '../plans/save-plan.ts';
import type { Store } from '../store.ts';
import { describeOnBothDatabases, type TestPlace } from '../testing/test-databases.ts';
import { addAuditEntry, createInvitation, findInvitation } from './accounts-repo.ts';
import { forgetWhatIsOver } from './retention.ts';

const DAY_MS = 86_400_000;
const TODAY = Date.now();
const at = (daysAgo: number) => new Date(TODAY - daysAgo * DAY_MS).toISOString();
const NOW = at(0);

describeOnBothDatabases('retention', (makePlace) => {
  let [place, store]: [TestPlace, Store] = [undefined as unknown as TestPlace, undefined as unknown as Store];
  beforeAll(async () => {
    place = await makePlace();
    store = await openStore(place);
  });
  afterAll(async () => {
    await store?.close();
    await place?.remove();
  });

  test('sessions, links, old invitations and old sign-ins are forgotten; what still serves stays', async () => {
    await sql`insert into auth.user (id, name, email) values ('u1', 'Anne', 'a@b.example')`.execute(store.db);
    for (const [id, end] of [
      ['finie', at(1)],
      ['ouverte', at(-1)],
    ] as const) {
      await sql`insert into auth.session (id, expires_at, token, user_id) values (${id}, ${end}, ${id}, 'u1')`.execute(store.db);
      await sql`insert into auth.verification (id, identifier, value, expires_at) values (${id}, ${id}, 'x', ${end})`.execute(store.db);
    }
    const invitation = { schemeId: '00-sdaasp', part: 'scheme', level: 'read' as const, organisation: '', owner: null };
    await createInvitation(store, { ...invitation, email: 'vieille@b.example' }, 'u1', at(120));
    await createInvitation(store, { ...invitation, email: 'passee@b.example' }, 'u1', at(60));
    const token = await createInvitation(store, { ...invitation, email: 'neuve@b.example' }, 'u1', at(1));
    const journal = { actorId: 'u1', target: '', status: 200 };
    await addAuditEntry(store, { ...journal, action: 'POST /api/session' }, at(400));
    await addAuditEntry(store, { ...journal, action: 'POST /api/session' }, at(300));
    await addAuditEntry(store, { ...journal, action: 'PUT /api/plan/sheets/:sheetId' }, at(400));
    await addAuditEntry(store, { ...journal, action: 'DELETE /api/accounts/grants/:id' }, at(400));

    expect(await forgetWhatIsOver(store, NOW)).toEqual({
      sessionCount: 1,
      verificationCount: 1,
      invitationCount: 1,
      signInCount: 1,
      documentCount: 0,
      editionCount: 0,
    });
    expect(await forgetWhatIsOver(store, NOW)).toMatchObject({ sessionCount: 0, invitationCount: 0, signInCount: 0 });
    expect(await findInvitation(store, token, NOW)).toBeDefined();
    const kept = await store.db.selectFrom('app.auditEntry').select('action').orderBy('position').execute();
    expect(kept.map(({ action }) => action)).toEqual([
      'POST /api/session',
      'PUT /api/plan/sheets/:sheetId',
      'DELETE /api/accounts/grants/:id',
    ]);
  });

  test('the journal lets nothing else go', async () => {
    for (const attempt of [
      sql`delete from app.audit_entry where action like 'PUT%'`,
      sql`delete from app.audit_entry where happened_at > ${at(365)}`,
      sql`update app.audit_entry set status = 200`,
      sql`truncate app.audit_entry`,
    ])
      await expect(attempt.execute(store.db)).rejects.toThrow(/only added to/);
  });

  test('a document taken off its sheet is gone after a month, its bytes too, unless another sheet has the same', async () => {
    const plan = actionPlan.parse({
      departementCode: '00',
      axes: [{ id: '3', title: 'Services' }],
      actionSheets: [{ id: '3.1', axisId: '3', title: 'Une' }],
    });
    const writing = { schemeId: '00-sdaasp', authorId: 'u1', now: at(50) };
    await replacePlan(store, writing, plan, emptyPlan('00'));
    const put = async (text: string) => {
      const bytes = new TextEncoder().encode(text);
      const sha256 = await store.files.put(bytes);
      return { sha256, id: await addDocument(store, writing, { sheetId: '3.1', name: 'a.txt', sizeBytes: bytes.length, sha256 }) };
    };
    const [alone, shared, twin, recent] = [await put('seul'), await put('deux fois'), await put('deux fois'), await put('récent')];
    for (const { id } of [alone, shared]) await removeDocument(store, { ...writing, now: at(40) }, '3.1', id);
    await removeDocument(store, { ...writing, now: at(5) }, '3.1', recent.id);
    // Two days on: files of the day itself are left to whoever is writing them.
    const later = new Date(TODAY + 2 * DAY_MS).toISOString();
    expect((await forgetWhatIsOver(store, later)).documentCount).toBe(2);
    expect(await store.files.has(alone.sha256)).toBe(false);
    for (const { sha256 } of [twin, recent]) expect(await store.files.has(sha256)).toBe(true);
  });

  test('every table that holds somebody is in the register', async () => {
    const { rows } = await sql<{ name: string }>`
      select distinct table_schema || '.' || table_name as name from information_schema.columns
      where table_schema in ('app', 'auth', 'res', 'ref')
        and (table_schema = 'auth' or column_name in ('person_id', 'author_id', 'actor_id', 'invited_by', 'granted_by', 'email'))`.execute(
      store.db,
    );
    expect(rows.map(({ name }) => name).sort()).toEqual(PERSONAL_DATA_REGISTER.flatMap(({ tables }) => tables).sort());
  });
});
