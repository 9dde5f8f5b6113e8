/**
 * The legal life of a scheme (methods §1.4): what happened, as a list of acts only ever added to, and the state that follows from
 * it on a given day. The kinds of scheme are data: each has its consultations, its months for an opinion and its acts of adoption.
 */
import { z } from 'zod';
import { isoDate } from '../plans/plan.ts';
import { addMonths, lastDay } from './dates.ts';

export const SCHEME_KINDS = ['sdaasp', 'sdst'] as const;
export type SchemeKind = (typeof SCHEME_KINDS)[number];
export const BODY_KINDS = ['epci', 'region', 'ctap', 'commune'] as const;
export type BodyKind = (typeof BODY_KINDS)[number];
export const OPINIONS = ['favourable', 'favourableWithReservations', 'unfavourable'] as const;
export const SCHEME_STATES = [
  ...['preparation', 'diagnosis', 'draft', 'epciConsultation', 'draftAmended', 'regionalConsultation'],
  ...['departmentDeliberation', 'decreeSigned', 'inForce', 'evaluation', 'revision', 'expired', 'abandoned'],
] as const;
export type SchemeState =
  | ('preparation' | 'diagnosis' | 'draft' | 'epciConsultation' | 'draftAmended' | 'regionalConsultation')
  | ('departmentDeliberation' | 'decreeSigned' | 'inForce' | 'evaluation' | 'revision' | 'expired' | 'abandoned');

interface Workflow {
  label: string;
  /** Months that a body has to give its opinion. */
  opinionMonths: number;
  /** Bodies asked in the first consultation, and in the second; a kind with none in the second has no second one. */
  first: readonly BodyKind[];
  second: readonly BodyKind[];
  /** Whether the préfet signs an order after the deliberation. */
  hasOrder: boolean;
  durationYears: number;
}
export const WORKFLOWS: Readonly<Record<SchemeKind, Workflow>> = {
  sdaasp: {
    label: 'Schéma départemental d’amélioration de l’accessibilité des services au public',
    ...{ opinionMonths: 3, first: ['epci'], second: ['region', 'ctap'], hasOrder: true, durationYears: 6 },
  },
  sdst: {
    label: 'Schéma départemental de la solidarité territoriale',
    ...{ opinionMonths: 2, first: ['region', 'epci', 'commune'], second: [], hasOrder: false, durationYears: 6 },
  },
};

const line = (max: number) => z.string().trim().max(max);
const body = z.object({ bodyKind: z.enum(BODY_KINDS), bodyCode: line(20).min(1), bodyName: line(200) });
const dated = z.object({ date: isoDate, note: line(2000).default('') });
export const schemeAct = z.discriminatedUnion('type', [
  dated.extend({ type: z.literal('diagnosis') }),
  dated.extend({ type: z.literal('draft') }),
  dated.extend({ type: z.literal('transmission'), ...body.shape }),
  dated.extend({ type: z.literal('opinion'), ...body.shape, value: z.enum(OPINIONS) }),
  dated.extend({ type: z.literal('amendment') }),
  dated.extend({ type: z.literal('deliberation'), favourable: z.boolean(), reference: line(200).default('') }),
  dated.extend({ type: z.literal('order'), reference: line(200).default('') }),
  dated.extend({ type: z.literal('publication'), online: z.boolean(), prefecture: z.boolean(), departement: z.boolean() }),
  dated.extend({ type: z.literal('agreement'), signatories: z.array(line(200).min(1)).min(1).max(500) }),
  dated.extend({ type: z.literal('monitoring') }),
  dated.extend({ type: z.literal('review') }),
  dated.extend({ type: z.literal('evaluation'), outcome: z.enum(['kept', 'revised']) }),
  dated.extend({ type: z.literal('revision') }),
  dated.extend({ type: z.literal('abandonment') }),
]);
export type SchemeAct = z.infer<typeof schemeAct>;
export type ActType = SchemeAct['type'];

/** Somebody whose opinion the law asks for. */
export interface ExpectedBody {
  kind: BodyKind;
  code: string;
  name: string;
}
export interface BodyState extends ExpectedBody {
  transmittedOn: string | null;
  deadline: string | null;
  /** `tacit` once the deadline came without an answer; `awaited` before; null when nothing was sent. */
  opinion: (typeof OPINIONS)[number] | 'tacit' | 'awaited' | null;
  givenOn: string | null;
  /** An opinion that came after its deadline: kept, and told. */
  isLate: boolean;
}
export interface SchemeStatus {
  kind: SchemeKind;
  state: SchemeState;
  /** Once published. */
  startDate: string | null;
  endDate: string | null;
  bodies: BodyState[];
  agreementSignatories: string[];
  monitoringDates: string[];
}

/** The state of a scheme on a day, from its acts in the order in which they were recorded. */
export function replayScheme(kind: SchemeKind, acts: readonly SchemeAct[], expected: readonly ExpectedBody[], today: string): SchemeStatus {
  const { durationYears } = WORKFLOWS[kind];
  const bodies = new Map<string, BodyState>(
    expected.map((one) => [
      `${one.kind} ${one.code}`,
      { ...one, transmittedOn: null, deadline: null, opinion: null, givenOn: null, isLate: false },
    ]),
  );
  const status: SchemeStatus = {
    ...{ kind, state: 'preparation', startDate: null, endDate: null, bodies: [] },
    ...{ agreementSignatories: [], monitoringDates: [] },
  };
  for (const act of acts) applyAct(status, act, bodies, kind);
  for (const one of bodies.values()) {
    if (one.transmittedOn === null || one.givenOn !== null) continue;
    one.opinion = one.deadline !== null && today >= one.deadline ? 'tacit' : 'awaited';
  }
  status.bodies = [...bodies.values()];
  if (status.startDate !== null) status.endDate = lastDay(status.startDate, durationYears);
  if (status.state === 'inForce' && status.endDate !== null && today > status.endDate) status.state = 'expired';
  return status;
}

function applyAct(status: SchemeStatus, act: SchemeAct, bodies: Map<string, BodyState>, kind: SchemeKind): void {
  const { first, opinionMonths } = WORKFLOWS[kind];
  switch (act.type) {
    case 'transmission': {
      const key = `${act.bodyKind} ${act.bodyCode}`;
      const known = { kind: act.bodyKind, code: act.bodyCode, name: act.bodyName };
      bodies.set(key, {
        ...(bodies.get(key) ?? known),
        ...{ transmittedOn: act.date, deadline: addMonths(act.date, opinionMonths), opinion: null, givenOn: null, isLate: false },
      });
      status.state = first.includes(act.bodyKind) ? 'epciConsultation' : 'regionalConsultation';
      return;
    }
    case 'opinion': {
      const one = bodies.get(`${act.bodyKind} ${act.bodyCode}`);
      if (one !== undefined)
        Object.assign(one, { opinion: act.value, givenOn: act.date, isLate: one.deadline !== null && act.date > one.deadline });
      return;
    }
    case 'diagnosis':
    case 'draft':
    case 'revision':
      status.state = act.type;
      // A revision goes through the same procedure: what was said of the former draft is not said of the next.
      if (act.type === 'draft')
        for (const one of bodies.values())
          Object.assign(one, { transmittedOn: null, deadline: null, opinion: null, givenOn: null, isLate: false });
      return;
    case 'amendment':
      status.state = 'draftAmended';
      return;
    case 'deliberation':
      if (act.favourable) status.state = 'departmentDeliberation';
      return;
    case 'order':
      status.state = 'decreeSigned';
      return;
    case 'publication':
      status.state = 'inForce';
      status.startDate = act.date;
      return;
    case 'agreement':
      status.agreementSignatories = [...new Set([...status.agreementSignatories, ...act.signatories])];
      return;
    case 'monitoring':
      status.monitoringDates.push(act.date);
      return;
    case 'review':
      return;
    case 'evaluation':
      status.state = act.outcome === 'kept' ? 'inForce' : 'evaluation';
      return;
    case 'abandonment':
      status.state = 'abandoned';
  }
}

/** Why this act cannot be recorded now, in French, or null when it can. */
export function refuseAct(status: SchemeStatus, act: Pick<SchemeAct, 'type'> & Partial<SchemeAct>): string | null {
  const { first, second, hasOrder } = WORKFLOWS[status.kind];
  const { state } = status;
  const pending = (kinds: readonly BodyKind[]) => {
    const asked = status.bodies.filter(({ kind }) => kinds.includes(kind));
    const unsent = asked.filter(({ transmittedOn }) => transmittedOn === null);
    if (unsent.length > 0) return `${countBodies(unsent)} n’${unsent.length > 1 ? 'ont' : 'a'} pas reçu le projet : ${names(unsent)}.`;
    const awaited = asked.filter(({ opinion }) => opinion === 'awaited');
    if (awaited.length > 0)
      return `${countBodies(awaited)} ${awaited.length > 1 ? 'ont' : 'a'} encore le temps de répondre : ${names(awaited)}.`;
    return asked.length === 0 ? 'Personne n’a encore été consulté.' : null;
  };
  const only = (...states: SchemeState[]) =>
    states.includes(state) ? null : `Cette étape ne vient pas après « ${SCHEME_STATE_LABELS[state]} ».`;
  switch (act.type) {
    case 'diagnosis':
      return only('preparation');
    case 'draft':
      return only('diagnosis', 'revision');
    case 'transmission': {
      if (!('bodyKind' in act) || act.bodyKind === undefined)
        return only('draft', 'epciConsultation', 'draftAmended', 'regionalConsultation');
      if (first.includes(act.bodyKind)) return only('draft', 'epciConsultation');
      return second.includes(act.bodyKind) ? only('draftAmended', 'regionalConsultation') : 'Ce schéma ne demande pas cet avis.';
    }
    case 'opinion': {
      if (!('bodyKind' in act)) return only('epciConsultation', 'regionalConsultation');
      const asked = status.bodies.find(({ kind, code }) => kind === act.bodyKind && code === act.bodyCode);
      if (asked?.transmittedOn == null) return 'Le projet ne lui a pas été transmis : notez d’abord la transmission.';
      return act.date !== undefined && act.date < asked.transmittedOn ? 'Cet avis est daté d’avant la transmission du projet.' : null;
    }
    case 'amendment':
      return only('epciConsultation') ?? pending(first);
    case 'deliberation':
      return second.length === 0 ? only('draftAmended') : (only('regionalConsultation') ?? pending(second));
    case 'order':
      return hasOrder ? only('departmentDeliberation') : 'Ce schéma n’a pas d’arrêté.';
    case 'publication':
      return only(hasOrder ? 'decreeSigned' : 'departmentDeliberation');
    case 'agreement':
    case 'monitoring':
      return only('decreeSigned', 'inForce', 'evaluation');
    case 'review':
      return only('inForce');
    case 'evaluation':
      return only('inForce', 'expired', 'evaluation');
    case 'revision':
      return only('inForce', 'evaluation', 'expired');
    case 'abandonment':
      return state === 'abandoned' ? 'Ce schéma est déjà abandonné.' : null;
  }
}

const countBodies = (list: readonly BodyState[]) => (list.length === 1 ? '1 instance' : `${list.length} instances`);
const names = (list: readonly BodyState[]) => {
  const shown = list.slice(0, 3).map(({ name, deadline }) => (deadline === null ? name : `${name} (jusqu’au ${deadline})`));
  return shown.join(', ') + (list.length > 3 ? ` et ${list.length - 3} autres` : '');
};

/** A date of the procedure to come, for the calendar and the reminders. */
export interface Deadline {
  date: string;
  text: string;
}

/** Months before its end at which a scheme should be evaluated. Our own choice: the law says « before the term ». */
const EVALUATION_MONTHS = 9;

/** Dates to come, the nearest first. */
export function listDeadlines(status: SchemeStatus, today: string): Deadline[] {
  const { bodies, endDate, startDate } = status;
  const opinions = bodies.flatMap(({ name, deadline, opinion }) =>
    deadline !== null && opinion === 'awaited' ? [{ date: deadline, text: `Avis de ${name} : dernier jour.` }] : [],
  );
  const life =
    startDate === null || endDate === null
      ? []
      : [
          { date: addMonths(startDate, 36), text: 'Évaluation à mi-parcours.' },
          { date: addMonths(endDate, -EVALUATION_MONTHS), text: 'Évaluation finale à engager.' },
          { date: endDate, text: 'Dernier jour du schéma.' },
          ...[1, 2, 3, 4, 5].map((year) => ({ date: addMonths(startDate, year * 12), text: 'Bilan annuel.' })),
        ];
  return [...opinions, ...life].filter(({ date }) => date >= today).sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

export const SCHEME_STATE_LABELS: Readonly<Record<SchemeState, string>> = {
  preparation: 'préparation',
  diagnosis: 'diagnostic',
  draft: 'projet',
  epciConsultation: 'consultation des intercommunalités',
  draftAmended: 'projet modifié',
  regionalConsultation: 'consultation de la région et de la CTAP',
  departmentDeliberation: 'délibération du conseil départemental',
  decreeSigned: 'arrêté du préfet',
  inForce: 'en vigueur',
  evaluation: 'évaluation',
  revision: 'révision',
  expired: 'échu',
  abandoned: 'abandonné',
};
export const ACT_LABELS: Readonly<Record<ActType, string>> = {
  diagnosis: 'Diagnostic partagé',
  draft: 'Projet arrêté par le Département et l’État',
  transmission: 'Transmission du projet pour avis',
  opinion: 'Avis reçu',
  amendment: 'Projet modifié après avis',
  deliberation: 'Délibération du conseil départemental',
  order: 'Arrêté du préfet',
  publication: 'Publication',
  agreement: 'Convention de mise en œuvre signée',
  monitoring: 'Réunion de l’instance de suivi',
  review: 'Bilan annuel',
  evaluation: 'Évaluation',
  revision: 'Révision engagée',
  abandonment: 'Abandon',
};
export const BODY_LABELS: Readonly<Record<BodyKind, string>> = {
  epci: 'intercommunalité',
  region: 'conseil régional',
  ctap: 'conférence territoriale de l’action publique',
  commune: 'commune',
};
/** What silence is worth is for lawyers to say: the procedure only notes that the time has passed. */
export const OPINION_LABELS: Readonly<Record<Exclude<BodyState['opinion'], null>, string>> = {
  favourable: 'favorable',
  favourableWithReservations: 'favorable avec réserves',
  unfavourable: 'défavorable',
  tacit: 'sans réponse dans le délai (avis réputé donné)',
  awaited: 'attendu',
};
