import { DomainError } from '@maillage/domain/errors.ts';
import { type ActionPlan, type ActionSheet, actionPlan, actionSheet } from '@maillage/domain/plans/plan.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createInvitation, listGrants, listInvitations, putGrant, revokeInvitation } from '../accounts/accounts-repo.ts';
import { openStore } from '../open-store.ts';
import type { Store } from '../store.ts';
import { describeOnBothDatabases, type TestPlace } from '../testing/test-databases.ts';
import { createPlanReader } from './plan-reader.ts';
import { emptyPlan, findPlan, listHistory, listRemovedSheets, loadActionPlan } from './plans-repo.ts';
import { saveHeading } from './save-heading.ts';
import { removeSheet, replacePlan, restoreSheet, saveSheet, validateSheet } from './save-plan.ts';
import { addComment, listComments } from './sheet-comments-repo.ts';

const sheet = (changes: Partial<ActionSheet> = {}) => actionSheet.parse({ id: '3.2', axisId: '3', title: 'Ouvrir', ...changes });
const PLAN: ActionPlan = actionPlan.parse({
  departementCode: '00',
  organisations: [{ name: 'CAF' }],
  axes: [{ id: '3', title: 'Services' }],
  actionSheets: [sheet(), sheet({ id: '3.10', title: 'Dix' })],
});
const BUDGET = { funder: 'CAF', year: 2026, nature: 'operating' as const, plannedEuros: null, spentEuros: null };
const by = (authorId: string, schemeId: string) => ({ schemeId, authorId, now: '2026-01-31T10:00:00.000Z' });

describeOnBothDatabases('plans', (makePlace) => {
  let place: TestPlace;
  let store: Store;
  let schemes = 0;
  beforeAll(async () => {
    place = await makePlace();
    store = await openStore(place);
  });
  afterAll(async () => {
    await store.close();
    await place.remove();
  });
  async function newScheme(): Promise<string> {
    const schemeId = `00-sdaasp-${++schemes}`;
    await replacePlan(store, by('anne', schemeId), PLAN, emptyPlan('00'));
    return schemeId;
  }

  test('a plan is read back as it was written, by number; an unknown one is empty', async () => {
    const schemeId = await newScheme();
    expect(await loadActionPlan(store, schemeId, '00')).toEqual(PLAN);
    expect((await findPlan(store, schemeId))!.sheets.map(({ version }) => version)).toEqual([1, 1]);
    expect(await loadActionPlan(store, 'inconnu', '00')).toEqual(emptyPlan('00'));
  });

  test('a reader of many has what was acknowledged, and the sheets that nobody touched are not read again', async () => {
    const schemeId = await newScheme();
    const reader = createPlanReader(store);
    expect((await reader.read('inconnu')).stored).toBeUndefined();
    const [first, same] = await Promise.all([reader.read(schemeId), reader.read(schemeId)]);
    expect(first.stored).toEqual(await findPlan(store, schemeId));
    expect(await reader.read(schemeId)).toBe(same);
    await saveSheet(store, by('anne', schemeId), sheet({ title: 'Ouvrir deux fois' }), 1);
    const second = await reader.read(schemeId);
    expect(second.revision).not.toBe(first.revision);
    expect(second.stored).toEqual(await findPlan(store, schemeId));
    expect(second.stored!.sheets[1]).toBe(first.stored!.sheets[1]);
    // A validation changes no version; a removal and a heading are seen too.
    await validateSheet(store, by('anne', schemeId), '3.2', 2, 'departement');
    await removeSheet(store, by('anne', schemeId), '3.10', 1);
    await saveHeading(
      store,
      by('anne', schemeId),
      { ...first.stored!.heading, title: 'Autre' },
      { expectedVersion: first.stored!.version },
    );
    expect((await reader.read(schemeId)).stored).toEqual(await findPlan(store, schemeId));
    await restoreSheet(store, by('anne', schemeId), '3.10');
    expect((await reader.read(schemeId)).stored).toEqual(await findPlan(store, schemeId));
  });

  test('of two people who save the same version, the second is told of the first, and nothing of either is lost', async () => {
    const schemeId = await newScheme();
    const outcomes = await Promise.allSettled([
      saveSheet(store, by('anne', schemeId), sheet({ title: 'Ouvrir à Arras' }), 1),
      saveSheet(store, by('bruno', schemeId), sheet({ title: 'Ouvrir à Lens' }), 1),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { reason } = outcomes.find((one) => one.status === 'rejected') as PromiseRejectedResult;
    expect(reason).toBeInstanceOf(DomainError);
    expect(reason.code).toBe('edit-conflict');
    const kept = (await findPlan(store, schemeId))!.sheets[0]!;
    expect(reason.details).toMatchObject({ version: 2, current: kept.sheet });
    expect(kept.version).toBe(2);
  });

  test('fifty people who read again before they save lose no word', async () => {
    const schemeId = await newScheme();
    await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        for (;;) {
          const read = (await findPlan(store, schemeId))!.sheets[0]!;
          const next = { ...read.sheet, description: `${read.sheet.description}\nmot ${index}` };
          try {
            await saveSheet(store, by(`p${index}`, schemeId), next, read.version);
            return;
          } catch (error) {
            if (!(error instanceof DomainError && error.code === 'edit-conflict')) throw error;
          }
        }
      }),
    );
    const { sheet: kept, version } = (await findPlan(store, schemeId))!.sheets[0]!;
    expect(version).toBe(51);
    expect(new Set(kept.description.trim().split('\n')).size).toBe(50);
  });

  test('saving what is already there writes nothing', async () => {
    const schemeId = await newScheme();
    expect((await saveSheet(store, by('anne', schemeId), sheet(), 1)).version).toBe(1);
    expect(await listHistory(store, schemeId, { sheetId: '3.2', limit: 9 })).toHaveLength(1);
  });

  test.each([
    ['un axe inconnu', { axisId: '9' }, 'l’axe 9 n’existe pas'],
    ['un organisme inconnu', { lead: 'MSA' }, '« MSA » n’est pas dans la liste'],
    ['une dépendance inconnue', { dependsOn: ['7.7'] }, 'fiche 7.7'],
    ['une fin avant son début', { startDate: '2026-02-01', endDate: '2026-01-01' }, 'avant de commencer'],
  ])('%s est refusé, et rien n’est écrit', async (_, changes, words) => {
    const schemeId = await newScheme();
    await expect(saveSheet(store, by('anne', schemeId), sheet(changes), 1)).rejects.toThrow(words);
    expect((await findPlan(store, schemeId))!.sheets[0]!.version).toBe(1);
  });

  test('a removed sheet leaves the plan, stays in the bin, and comes back as it was', async () => {
    const schemeId = await newScheme();
    await removeSheet(store, by('anne', schemeId), '3.2', 1);
    expect((await findPlan(store, schemeId))!.sheets.map((one) => one.sheet.id)).toEqual(['3.10']);
    expect((await listRemovedSheets(store, schemeId)).map(({ title }) => title)).toEqual(['Ouvrir']);
    await expect(saveSheet(store, by('bruno', schemeId), sheet({ title: 'Autre' }), 1)).rejects.toMatchObject({ code: 'edit-conflict' });
    await restoreSheet(store, by('anne', schemeId), '3.2');
    const [back] = (await findPlan(store, schemeId))!.sheets;
    expect([back!.sheet, back!.version]).toEqual([sheet(), 3]);
    const acts = (await listHistory(store, schemeId, { sheetId: '3.2', limit: 9 })).map(({ act, authorId }) => `${act} ${authorId}`);
    expect(acts).toEqual(['restored anne', 'removed anne', 'imported anne']);
  });

  test('a sheet that another leans on cannot be removed', async () => {
    const schemeId = await newScheme();
    await saveSheet(store, by('anne', schemeId), sheet({ id: '3.10', title: 'Dix', dependsOn: ['3.2'] }), 1);
    await expect(removeSheet(store, by('anne', schemeId), '3.2', 1)).rejects.toThrow('dépend de la fiche 3.2');
  });

  test('a proposal becomes validated when both owners agree to the same version; an edit asks them again', async () => {
    const schemeId = await newScheme();
    expect(await validateSheet(store, by('anne', schemeId), '3.2', 1, 'departement')).toBe(1);
    await saveSheet(store, by('bruno', schemeId), sheet({ title: 'Autre' }), 1);
    expect((await findPlan(store, schemeId))!.sheets[0]!.validatedBy).toEqual([]);
    await expect(validateSheet(store, by('anne', schemeId), '3.2', 1, 'prefecture')).rejects.toMatchObject({ code: 'edit-conflict' });
    await validateSheet(store, by('anne', schemeId), '3.2', 2, 'departement');
    expect(await validateSheet(store, by('bruno', schemeId), '3.2', 2, 'prefecture')).toBe(3);
    const [both] = (await findPlan(store, schemeId))!.sheets;
    expect([both!.sheet.status, both!.validatedBy]).toEqual(['validated', ['departement', 'prefecture']]);
  });

  test('a whole plan is written or not at all, and only over the plan that it was drawn from', async () => {
    const schemeId = await newScheme();
    const next = { ...PLAN, actionSheets: [sheet({ title: 'Neuf' }), sheet({ id: '3.3', axisId: '8' })] };
    await expect(replacePlan(store, by('anne', schemeId), next, PLAN)).rejects.toMatchObject({ code: 'plan-invalid' });
    await saveSheet(store, by('bruno', schemeId), sheet({ title: 'Entre-temps' }), 1);
    await expect(replacePlan(store, by('anne', schemeId), { ...PLAN, title: 'Neuf' }, PLAN)).rejects.toMatchObject({
      code: 'edit-conflict',
    });
    expect((await loadActionPlan(store, schemeId, '00')).actionSheets[0]!.title).toBe('Entre-temps');
  });

  test('the heading has its version too; an axis that holds sheets cannot go', async () => {
    const schemeId = await newScheme();
    const { heading, version } = (await findPlan(store, schemeId))!;
    const save = (who: string, changes: Partial<typeof heading>, expectedVersion: number) =>
      saveHeading(store, by(who, schemeId), { ...heading, ...changes }, { expectedVersion });
    expect(await save('anne', { title: 'Programme' }, version)).toBe(version + 1);
    // The same again is nothing new.
    expect(await save('anne', { title: 'Programme' }, version + 1)).toBe(version + 1);
    const late = await save('bruno', {}, version).catch((error: DomainError) => error);
    expect(late).toMatchObject({ code: 'edit-conflict', details: { authorId: 'anne', current: { title: 'Programme' } } });
    await expect(save('anne', { axes: [] }, version + 1)).rejects.toMatchObject({ code: 'plan-invalid' });
  });

  test('axes are read in the order that their owners give, and the history says who moved them', async () => {
    const schemeId = await newScheme();
    const { heading, version } = (await findPlan(store, schemeId))!;
    const axes = [{ id: '4', title: 'Mobilités', objectives: [] }, ...heading.axes];
    await saveHeading(store, by('anne', schemeId), { ...heading, axes }, { expectedVersion: version });
    await saveHeading(store, by('bruno', schemeId), { ...heading, axes: axes.toReversed() }, { expectedVersion: version + 1 });
    expect((await findPlan(store, schemeId))!.heading.axes.map(({ id }) => id)).toEqual(['3', '4']);
    const [last] = await listHistory(store, schemeId, { limit: 1 });
    expect(last).toMatchObject({
      record: 'plan',
      authorId: 'bruno',
      version: version + 2,
      before: { axes },
      after: { axes: axes.toReversed() },
    });
  });

  test('an organisation that takes another name takes it in every sheet, kept or removed, and in rights; agreements hold', async () => {
    const schemeId = await newScheme();
    await saveSheet(store, by('anne', schemeId), sheet({ lead: 'CAF', status: 'proposed', budget: [BUDGET] }), 1);
    await validateSheet(store, by('anne', schemeId), '3.2', 2, 'departement');
    await saveSheet(store, by('anne', schemeId), sheet({ id: '3.10', title: 'Dix', partners: ['CAF'] }), 1);
    await removeSheet(store, by('anne', schemeId), '3.10', 2);
    const grant = { personId: `clara-${schemeId}`, schemeId, part: 'scheme', level: 'lead', organisation: 'caf', owner: null } as const;
    await store.db
      .insertInto('auth.user')
      .values({ id: grant.personId, name: 'Clara', email: `${grant.personId}@essai.example`, twoFactorEnabled: false } as never) // the other columns have their default
      .execute();
    await putGrant(store, grant, 'anne', by('anne', schemeId).now);
    const { heading, version } = (await findPlan(store, schemeId))!;
    const renamed = [{ from: 'CAF', to: 'Caf du Val' }];
    const next = { ...heading, organisations: [{ name: 'Caf du Val', kind: 'operator' as const }] };
    // Without a word on the name that goes, somebody would be left without their organisation.
    await expect(saveHeading(store, by('anne', schemeId), next, { expectedVersion: version })).rejects.toThrow('« CAF »');
    await saveHeading(store, by('anne', schemeId), next, { expectedVersion: version, renamed });
    const [kept] = (await findPlan(store, schemeId))!.sheets;
    expect(kept).toMatchObject({
      version: 3,
      validatedBy: ['departement'],
      sheet: { lead: 'Caf du Val', budget: [{ funder: 'Caf du Val' }] },
    });
    await restoreSheet(store, by('anne', schemeId), '3.10');
    expect((await findPlan(store, schemeId))!.sheets[1]!.sheet.partners).toEqual(['Caf du Val']);
    expect(await listGrants(store, grant.personId)).toMatchObject([{ organisation: 'Caf du Val' }]);
    // In whose name somebody works does not go.
    await saveSheet(store, by('anne', schemeId), sheet({ status: 'proposed' }), 3);
    await saveSheet(store, by('anne', schemeId), sheet({ id: '3.10', title: 'Dix' }), 4);
    const empty = saveHeading(store, by('anne', schemeId), { ...next, organisations: [] }, { expectedVersion: version + 1 });
    await expect(empty).rejects.toThrow('des personnes avec un droit');
  });

  test('an organisation that an invitation names stays until the invitation is taken back, accepted or too old', async () => {
    const schemeId = await newScheme();
    const { heading, version } = (await findPlan(store, schemeId))!;
    const { now } = by('anne', schemeId);
    const invitation = { schemeId, part: 'scheme', level: 'read' as const, organisation: 'caf ', owner: null };
    await createInvitation(store, { ...invitation, email: `zoe@${schemeId}.example` }, 'anne', now);
    const remove = (writing = by('anne', schemeId)) =>
      saveHeading(store, writing, { ...heading, organisations: [] }, { expectedVersion: version });
    await expect(remove()).rejects.toThrow(`(zoe@${schemeId}.example) : reprenez-la d’abord dans « Partenaires et droits »`);
    expect((await findPlan(store, schemeId))!.heading.organisations).toEqual(heading.organisations);
    // Three weeks later, it waits no more.
    await remove({ ...by('anne', schemeId), now: new Date(Date.parse(now) + 21 * 86_400_000).toISOString() });
    expect((await findPlan(store, schemeId))!.heading.organisations).toEqual([]);
    const [again, next] = [heading, version + 1];
    await saveHeading(store, by('anne', schemeId), again, { expectedVersion: next });
    const [waiting] = await listInvitations(store, schemeId, now);
    await revokeInvitation(store, schemeId, waiting!.id, now);
    await saveHeading(store, by('anne', schemeId), { ...heading, organisations: [] }, { expectedVersion: next + 1 });
    expect((await findPlan(store, schemeId))!.heading.organisations).toEqual([]);
  });

  test('history is only added to, whatever the statement', async () => {
    await newScheme();
    for (const statement of [
      sql`delete from app.plan_history`,
      sql`update app.plan_history set author_id = 'x'`,
      sql`truncate app.plan_history`,
    ])
      await expect(statement.execute(store.db)).rejects.toThrow('only added to');
  });

  test('comments come in their order; one sheet does not show those of another', async () => {
    const schemeId = await newScheme();
    await addComment(store, by('anne', schemeId), '3.2', '<b>Premier</b>');
    await addComment(store, { ...by('bruno', schemeId), now: '2026-02-01T10:00:00.000Z' }, '3.2', 'Second');
    expect((await listComments(store, schemeId, '3.2')).map(({ text }) => text)).toEqual(['<b>Premier</b>', 'Second']);
    expect(await listComments(store, schemeId, '3.10')).toEqual([]);
    await expect(addComment(store, by('anne', schemeId), '9.9', 'x')).rejects.toMatchObject({ code: 'sheet-not-found' });
  });
});
