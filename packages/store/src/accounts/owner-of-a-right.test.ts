import { actionPlan } from '@maillage/domain/plans/plan.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runMigrations } from '../migrate.ts';
import { openStore } from '../open-store.ts';
import { emptyPlan } from '../plans/plans-repo.ts';
import { saveHeading } from '../plans/save-heading.ts';
import { replacePlan } from '../plans/save-plan.ts';
import type { Store } from '../store.ts';
import { describeOnBothDatabases, type TestPlace } from '../testing/test-databases.ts';
import { hasOwner, listGrants, listMembers } from './accounts-repo.ts';

const SCHEME = '00-sdaasp';
const WRITING = { schemeId: SCHEME, authorId: 'exemple', now: '2026-01-31T10:00:00.000Z' };
const PLAN = actionPlan.parse({
  departementCode: '00',
  organisations: [
    { name: 'Conseil du Val', kind: 'departement' },
    { name: 'Préfecture numérique', kind: 'association' },
    { name: 'CAF', kind: 'operator' },
  ],
  axes: [],
  actionSheets: [],
});
/** As people typed their organisation before rights said for whom they decide, and for whom they then did. */
const BEFORE = [
  ['CONSEIL DU VAL', 'own', 'departement'],
  ['le Département du Nord', 'own', 'departement'],
  ['DÉPARTEMENT', 'validate', 'departement'],
  ['La Préfecture', 'validate', 'prefecture'],
  ['Sous-préfecture de Lens', 'own', 'prefecture'],
  ['l’État', 'own', 'prefecture'],
  ['Établissement public foncier', 'own', null],
  ['préfecture numérique', 'own', null],
  ['CAF', 'own', null],
  ['', 'own', null],
  ['Préfecture', 'lead', null],
] as const;

describeOnBothDatabases('owner-of-a-right', (makePlace) => {
  let [place, store]: [TestPlace, Store] = [undefined as unknown as TestPlace, undefined as unknown as Store];
  beforeAll(async () => {
    place = await makePlace();
    store = await openStore(place);
    await replacePlan(store, WRITING, PLAN, emptyPlan('00'));
  });
  afterAll(async () => {
    await store?.close();
    await place?.remove();
  });

  test('rights given before name the owner for whom they decided; those who only looked like one decide for none', async () => {
    const name = '0042-owner-of-a-right.sql';
    await store.db.transaction().execute(async (trx) => {
      for (const table of ['app.rights_grant', 'app.invitation']) await sql`alter table ${sql.raw(table)} drop column owner`.execute(trx);
      await sql`delete from public.maillage_migration where name = ${name}`.execute(trx);
      for (const [index, [organisation, level]] of BEFORE.entries()) {
        const id = `u${index}`;
        await sql`insert into auth.user (id, name, email) values (${id}, ${id}, ${`${id}@essai.example`})`.execute(trx);
        await sql`insert into app.rights_grant (id, person_id, scheme_id, part, level, organisation, granted_by, granted_at)
          values (gen_random_uuid(), ${id}, ${SCHEME}, 'scheme', ${level}, ${organisation}, 'poste', ${WRITING.now})`.execute(trx);
      }
      await runMigrations(trx, [name]);
    });
    for (const [index, [organisation, , owner]] of BEFORE.entries())
      expect(await listGrants(store, `u${index}`)).toMatchObject([{ organisation, owner }]);
    expect([await hasOwner(store, SCHEME, 'departement'), await hasOwner(store, SCHEME, 'prefecture')]).toEqual([true, true]);
    expect(await hasOwner(store, '59-sdaasp', 'prefecture')).toBe(false);
  });

  test('an institution that takes another name decides as before', async () => {
    const renamed = [{ from: 'Conseil du Val', to: 'Assemblée du Val' }];
    const { actionSheets: _, ...heading } = PLAN;
    const organisations = PLAN.organisations.map((one) => (one.name === 'Conseil du Val' ? { ...one, name: 'Assemblée du Val' } : one));
    await saveHeading(store, WRITING, { ...heading, organisations }, { expectedVersion: 1, renamed });
    expect((await listMembers(store, SCHEME)).find(({ personId }) => personId === 'u0')).toMatchObject({
      ...{ organisation: 'Assemblée du Val', owner: 'departement' },
    });
  });
});
