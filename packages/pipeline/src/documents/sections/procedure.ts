import { formatDate } from '@maillage/domain/format.ts';
import {
  ACT_LABELS,
  BODY_LABELS,
  OPINION_LABELS,
  SCHEME_STATE_LABELS,
  type SchemeAct,
  WORKFLOWS,
} from '@maillage/domain/schemes/procedure.ts';
import { named } from '../prose-inlines.ts';
import { isSome, type Kit, type Section, tableOf, valueAt } from './section.ts';

const BODY_ORDER = Object.keys(BODY_LABELS);
const STATES = { met: 'remplie', partial: 'en partie', missing: 'à remplir' } as const;
const day = (date: string | null) => (date === null ? '' : `[[${formatDate(date)}]]`);

/** Where the procedure stands, and whether the scheme holds what the law asks. */
export function procedureSections(kit: Kit, prefix: string): Section[] {
  const { scheme } = kit.facts;
  if (scheme === null)
    return [
      {
        ...{ id: `${prefix}.procedure`, level: 1, title: 'La procédure' },
        draft: ['La procédure du schéma n’est pas connue dans ce dossier de données.'],
      },
    ];
  const { deadlines, acts, bodies } = scheme;
  const live = acts.filter(({ isCancelled }) => !isCancelled);
  const [next] = deadlines;
  const isTransmitted = bodies.some(({ transmittedOn }) => transmittedOn !== null);
  return [
    {
      ...{ id: `${prefix}.procedure`, level: 1, title: 'La procédure', isApart: (kit.facts.plan?.plan.actionSheets.length ?? 0) > 0 },
      draft: [
        `Le schéma est à l’étape « ${SCHEME_STATE_LABELS[scheme.state]} ».${scheme.startDate === null || scheme.endDate === null ? '' : ` Il est en vigueur du ${day(scheme.startDate)} au ${day(scheme.endDate)}.`} ${
          isSome(kit, 'procedure.bodies')
            ? `La loi demande l’avis de {{procedure.bodies}} ; ${isSome(kit, 'procedure.opinions') ? `{{procedure.opinions}} ${valueAt(kit, 'procedure.opinions')! >= 2 ? 'sont donnés ou réputés donnés' : 'est donné ou réputé donné'}` : 'aucun n’est encore donné'}.`
            : ''
        }`.trim(),
        ...(isTransmitted || bodies.length === 0 ? [] : ['Le projet n’est encore transmis à aucune de ces instances.']),
        ...(next === undefined
          ? []
          : [
              `Prochaine échéance : le ${day(next.date)}, ${named(next.text.replace(/\.$/, '').replace(/^./, (letter) => letter.toLowerCase()))}.`,
            ]),
      ],
      blocks: () => [
        ...tableOf(kit, {
          caption: 'Les actes enregistrés',
          columns: ['Date||left|1.4', 'Acte||left|4', 'Précision||left|3'],
          rows: live.map(({ act }) => [day(act.date), ACT_LABELS[act.type], named(detailOf(act))]),
        }),
        ...tableOf(kit, {
          caption: 'Les avis',
          columns: ['Instance||left|4', 'Sorte||left|2', 'Reçu le||left|1.5', 'Dernier jour||left|1.5', 'Avis||left|2'],
          rows: bodies
            .toSorted((a, b) => BODY_ORDER.indexOf(a.kind) - BODY_ORDER.indexOf(b.kind) || a.name.localeCompare(b.name, 'fr'))
            .map(({ name, kind, transmittedOn, deadline, opinion }) => [
              named(name),
              BODY_LABELS[kind],
              day(transmittedOn),
              day(deadline),
              // Said once for all, above, when none has received it.
              opinion !== null ? OPINION_LABELS[opinion] : isTransmitted ? 'projet non transmis' : '',
            ]),
        }),
      ],
    },
    {
      ...{ id: `${prefix}.completude`, level: 1, title: 'Ce que la loi demande' },
      draft: [
        '{{procedure.clauses}} de la loi et du décret sont suivies : {{procedure.clauses.met:bare}} remplies, {{procedure.clauses.partial:bare}} en partie, {{procedure.clauses.missing:bare}} à remplir.',
      ],
      blocks: () =>
        tableOf(kit, {
          caption: 'Complétude du schéma',
          columns: ['Exigence||left|4', 'Texte||left|2', 'État||left|1', 'Ce qui manque||left|4'],
          rows: scheme.completeness.map(({ clause, reference, state, missing }) => [
            named(clause),
            named(reference),
            STATES[state],
            named(sentenceOf(missing)),
          ]),
        }),
    },
  ];
}

/** Several things said each as a sentence, in one. */
const sentenceOf = (parts: readonly string[]) =>
  parts.length === 0 ? '' : `${parts.map((part) => part.replace(/\.$/, '')).join(' ; ')}.`.replace(/^./u, (letter) => letter.toUpperCase());

/** « 2018-DEL-12 », « favorable »: what an act says beside its date. */
export function detailOf(act: SchemeAct): string {
  const parts = [
    'bodyName' in act ? act.bodyName : '',
    act.type === 'opinion' ? OPINION_LABELS[act.value] : '',
    'reference' in act ? act.reference : '',
    act.type === 'deliberation' ? (act.favourable ? 'favorable' : 'défavorable') : '',
    act.note,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** How an intercommunality gives its opinion, and by when. */
export function consultationSection(kit: Kit, prefix: string, epciCode: string | null): Section {
  const { scheme } = kit.facts;
  const kind = scheme?.kind ?? 'sdaasp';
  const workflow = WORKFLOWS[kind];
  const own = scheme?.bodies.find((one) => one.kind === 'epci' && one.code === epciCode);
  return {
    ...{ id: `${prefix}.avis`, level: 1, title: 'Donner votre avis' },
    draft: [
      `Le ${named(workflow.label.toLowerCase().replace(/^./, (letter) => letter))} est soumis pour avis à l’organe délibérant de chaque intercommunalité. Vous avez [[${workflow.opinionMonths} mois]] à compter de la transmission du projet ; passé ce délai, l’avis est réputé donné.`,
      own?.transmittedOn == null
        ? 'Le projet ne vous a pas encore été transmis : ce dossier est communiqué pour information, et le délai ne court pas.'
        : `Le projet vous a été transmis le ${day(own.transmittedOn)} : le dernier jour pour répondre est le ${day(own.deadline)}. ${own.opinion === null || own.opinion === 'awaited' ? 'Votre avis est attendu.' : `Votre avis enregistré est « ${OPINION_LABELS[own.opinion]} ».`}`,
      'L’avis peut être favorable, favorable avec réserves ou défavorable. Il est pris par délibération, et adressé au Département et au préfet. Les réserves gagnent à citer les fiches et les chiffres qu’elles visent, par leur numéro.',
    ],
  };
}
