import { expect, test } from 'vitest';
import { NEED_INDICATOR_LABELS, NEED_INDICATORS } from '../indicators/need-indicators.ts';
import { actionPlan } from '../plans/plan.ts';
import { testCompleteness } from './completeness.ts';
import { addMonths, lastDay } from './dates.ts';
import { type ExpectedBody, listDeadlines, refuseAct, replayScheme, type SchemeAct } from './procedure.ts';

const EPCIS: ExpectedBody[] = ['A', 'B', 'C'].map((letter) => ({ kind: 'epci', code: letter, name: `Communauté ${letter}` }));
const REGION: ExpectedBody[] = [
  { kind: 'region', code: '32', name: 'la région' },
  { kind: 'ctap', code: '32', name: 'la CTAP' },
];
const ALL = [...EPCIS, ...REGION];
const note = '';
const send = ({ kind, code, name }: ExpectedBody, date: string): SchemeAct => ({
  type: 'transmission',
  date,
  note,
  bodyKind: kind,
  bodyCode: code,
  bodyName: name,
});
const answer = ({ kind, code, name }: ExpectedBody, date: string): SchemeAct => ({
  ...{ type: 'opinion', date, note, bodyKind: kind, bodyCode: code, bodyName: name },
  value: 'favourableWithReservations',
});
const PREPARED: SchemeAct[] = [
  { type: 'diagnosis', date: '2017-06-01', note },
  { type: 'draft', date: '2017-11-01', note },
];
const at = (acts: SchemeAct[], today: string) => replayScheme('sdaasp', acts, ALL, today);

test('three months from 30 November end on the last day of February; six years end the day before (methods EX1)', () => {
  expect(addMonths('2017-11-30', 3)).toBe('2018-02-28');
  expect(addMonths('2020-01-31', 1)).toBe('2020-02-29');
  expect(addMonths('2018-05-31', -3)).toBe('2018-02-28');
  expect(lastDay('2018-06-01', 6)).toBe('2024-05-31');
});

test('an intercommunality that says nothing is tacit when its time has passed, and the stage closes with the last of them', () => {
  const sent = [...PREPARED, send(EPCIS[0]!, '2017-11-30'), send(EPCIS[1]!, '2017-11-30'), send(EPCIS[2]!, '2017-12-15')];
  const opinions = (today: string) =>
    at(sent, today)
      .bodies.slice(0, 3)
      .map(({ opinion }) => opinion);
  expect(opinions('2018-02-27')).toEqual(['awaited', 'awaited', 'awaited']);
  expect(opinions('2018-03-01')).toEqual(['tacit', 'tacit', 'awaited']);
  expect(refuseAct(at(sent, '2018-03-14'), { type: 'amendment' })).toContain('encore le temps de répondre : Communauté C');
  expect(refuseAct(at(sent, '2018-03-15'), { type: 'amendment' })).toBeNull();
});

test('nobody is forgotten: an intercommunality without transmission holds the stage', () => {
  const sent = [...PREPARED, send(EPCIS[0]!, '2017-11-30'), send(EPCIS[1]!, '2017-11-30')];
  expect(refuseAct(at(sent, '2019-01-01'), { type: 'amendment' })).toContain('n’a pas reçu le projet : Communauté C');
});

test('an opinion after its time is kept, and told late; before the transmission it is refused', () => {
  const sent = [...PREPARED, send(EPCIS[0]!, '2017-11-30')];
  const [late] = at([...sent, answer(EPCIS[0]!, '2018-03-10')], '2018-04-01').bodies;
  expect([late!.opinion, late!.isLate]).toEqual(['favourableWithReservations', true]);
  expect(refuseAct(at(sent, '2018-01-01'), answer(EPCIS[0]!, '2017-11-01'))).toContain('avant la transmission');
  expect(refuseAct(at(sent, '2018-01-01'), answer(EPCIS[1]!, '2018-01-01'))).toContain('pas été transmis');
});

/** The whole life, from the preparation to the last day: each act is allowed when it comes. */
test('a scheme goes from its preparation to being in force, and to its end', () => {
  const acts: SchemeAct[] = [];
  const record = (act: SchemeAct) => {
    expect([act.type, refuseAct(at(acts, act.date), act)]).toEqual([act.type, null]);
    acts.push(act);
  };
  for (const act of PREPARED) record(act);
  for (const epci of EPCIS) record(send(epci, '2017-11-30'));
  record(answer(EPCIS[0]!, '2018-01-15'));
  record({ type: 'amendment', date: '2018-03-01', note });
  for (const body of REGION) record(send(body, '2018-03-01'));
  record({ type: 'deliberation', date: '2018-06-01', note, favourable: true, reference: '' });
  record({ type: 'order', date: '2018-06-15', note, reference: '' });
  record({ type: 'publication', date: '2018-07-01', note, online: true, prefecture: true, departement: true });
  record({ type: 'agreement', date: '2018-09-01', note, signatories: ['État', 'Département'] });
  const status = at(acts, '2018-09-02');
  expect([status.state, status.startDate, status.endDate]).toEqual(['inForce', '2018-07-01', '2024-06-30']);
  expect(at(acts, '2024-06-30').state).toBe('inForce');
  expect(at(acts, '2024-07-01').state).toBe('expired');
  expect(listDeadlines(status, '2018-09-02')[0]).toEqual({ date: '2019-07-01', text: 'Bilan annuel.' });
  record({ type: 'revision', date: '2020-01-01', note });
  record({ type: 'draft', date: '2020-03-01', note });
  expect(at(acts, '2020-03-01').bodies.every(({ opinion }) => opinion === null)).toBe(true);
});

test('no step can be jumped', () => {
  const early = at(PREPARED, '2018-01-01');
  for (const type of ['amendment', 'deliberation', 'order', 'publication', 'review', 'revision'] as const)
    expect([type, refuseAct(early, { type })]).toEqual([type, expect.any(String)]);
});

test('the scheme of territorial solidarity is the same machine with other data: two months, no order', () => {
  const acts: SchemeAct[] = [...PREPARED, send(EPCIS[0]!, '2023-01-31')];
  const status = replayScheme('sdst', acts, EPCIS.slice(0, 1), '2023-03-31');
  expect(status.bodies[0]).toMatchObject({ deadline: '2023-03-31', opinion: 'tacit' });
  expect(refuseAct({ ...status, state: 'departmentDeliberation' }, { type: 'order' })).toContain('pas d’arrêté');
  expect(refuseAct({ ...status, state: 'departmentDeliberation' }, { type: 'publication' })).toBeNull();
});

test('an analysis of three needs of four is there in part, and what lacks is named', () => {
  const plan = actionPlan.parse({ departementCode: '00', axes: [], actionSheets: [] });
  const needs = [
    { label: 'Structure sociale', communeCount: 2 },
    { label: 'Structure par âge', communeCount: 3 },
  ];
  const facts = { runId: 'x', placeCount: 9, serviceCount: 5, communeCount: 3, greyZoneCount: 0, franceServicesCount: 2 };
  const scheme = at([], '2026-01-01');
  const [clause] = testCompleteness({ ...facts, needs, plan, scheme, publication: null }).filter(({ id }) => id === 'needs');
  expect(clause).toMatchObject({
    state: 'partial',
    evidence: [{ text: 'Besoins mesurés : « Structure sociale », « Structure par âge »' }],
  });
  expect(clause!.missing).toEqual([
    'pas de donnée pour « Répartition et dynamique de la population », « Mobilité ».',
    '1 commune est sans « Structure sociale » (secret statistique ou donnée absente).',
  ]);
});

test('the completeness test says what is missing, clause by clause, and turns green as things come', () => {
  const plan = actionPlan.parse({ departementCode: '00', axes: [], actionSheets: [] });
  const nothing = {
    runId: null,
    placeCount: null,
    serviceCount: null,
    communeCount: null,
    needs: null,
    greyZoneCount: null,
    franceServicesCount: null,
  };
  const empty = testCompleteness({ ...nothing, plan, scheme: at([], '2026-01-01'), publication: null });
  expect(empty.every(({ state }) => state === 'missing')).toBe(true);
  expect(empty.flatMap(({ missing }) => missing).every((text) => text.length > 0)).toBe(true);
  const sheet = {
    id: '1.1',
    axisId: '1',
    title: 'Une',
    aims: 'Mieux',
    indicators: [{ id: 'i', label: 'I', kind: 'output', target: { value: 1, date: '2029-12-31' } }],
  };
  const fourNeeds = NEED_INDICATORS.map((id) => ({ label: NEED_INDICATOR_LABELS[id], communeCount: 3 }));
  const complete = (...others: object[]) =>
    testCompleteness({
      ...{ runId: 'x', placeCount: 9, serviceCount: 5, communeCount: 3, needs: fourNeeds, greyZoneCount: 0, franceServicesCount: 2 },
      plan: actionPlan.parse({
        departementCode: '00',
        startDate: '2024-01-01',
        endDate: '2029-12-31',
        axes: [{ id: '1', title: 'A' }],
        actionSheets: [sheet, ...others.map((one) => ({ ...sheet, ...one }))],
      }),
      scheme: { ...at([], '2026-01-01'), state: 'inForce', bodies: [], agreementSignatories: ['État'], monitoringDates: ['2024-05-01'] },
      publication: { online: true, prefecture: true, departement: true },
    });
  const lacking = (...others: object[]) => complete(...others).filter(({ state }) => state !== 'met');
  expect(lacking().map(({ id, state, mend }) => [id, state, mend?.href])).toEqual([['sharing', 'partial', '/plan']]);
  // A sheet that speaks of sharing is not the plan that the text asks for; one that holds it must be decided, and for the whole Département.
  const plan12 = { id: '1.2', title: 'Plan de développement de la mutualisation' };
  const whole = { places: [{ kind: 'departement', code: '00' }] };
  const told = (...others: object[]) =>
    lacking(...others)
      .flatMap(({ missing }) => missing)
      .join(' ');
  expect(told({ id: '1.2', title: 'Fédérer les espaces mutualisés', status: 'underway', ...whole })).toContain(
    'aucune fiche ne porte le plan',
  );
  expect(told({ ...plan12, ...whole, status: 'proposed' })).toContain('(fiche 1.2) n’est pas encore décidé');
  expect(told({ ...plan12, status: 'validated' })).toContain('ne dit pas qu’il vaut pour tout le Département');
  expect(told({ ...plan12, ...whole, status: 'abandoned' })).toContain('aucune fiche ne porte le plan');
  expect(lacking({ ...plan12, ...whole, status: 'validated' })).toEqual([]);
  expect(lacking({ id: '1.2', title: 'Ensemble', relatedSchemes: ['Plan de mutualisation 2024'], ...whole, status: 'underway' })).toEqual(
    [],
  );
});
