import { formatDate } from '@maillage/domain/format.ts';
import { SHEET_STATUSES } from '@maillage/domain/plans/plan.ts';
import { SHEET_STATUS_LABELS } from '@maillage/domain/plans/plan-labels.ts';
import { isLate, LIGHTS, type Light, readProgress } from '@maillage/domain/plans/progress.ts';
import { ACT_LABELS } from '@maillage/domain/schemes/procedure.ts';
import { joinFrench } from '../../views/french.ts';
import { named, statedInline } from '../prose-inlines.ts';
import { axisTitle, sheetTitle } from './plan.ts';
import { indicatorsTable } from './plan-sheet.ts';
import { detailOf } from './procedure.ts';
import { isKnown, isSome, type Kit, keyFiguresOf, type Section, tableOf, valueAt } from './section.ts';

const LIGHT_LABELS: Readonly<Record<Light, string>> = { green: 'vert', amber: 'orange', red: 'rouge', grey: 'sans valeur récente' };
const day = (date: string) => `[[${formatDate(date)}]]`;

/** How many steps are done, and how many should have been. */
function saySteps(kit: Kit): string {
  if (!isSome(kit, 'plan.steps')) return '';
  const many = (reference: string, plural: string, singular: string) => (valueAt(kit, reference)! >= 2 ? plural : singular);
  const late = isSome(kit, 'plan.steps.late')
    ? ` ; {{plan.steps.late:bare}} ${many('plan.steps.late', 'ont passé leur échéance sans être notées faites', 'a passé son échéance sans être notée faite')}`
    : '';
  return `Sur {{plan.steps}}, {{plan.steps.done:bare}} ${many('plan.steps.done', 'sont faites', 'est faite')}${late}.`;
}

/** What is spent is at least what is noted: a sheet that notes nothing may have spent. */
function sayUnspent(kit: Kit): string {
  const unspent = valueAt(kit, 'plan.sheets.unspent') ?? 0;
  if (unspent === 0) return '';
  return ` {{plan.sheets.unspent}} ${unspent >= 2 ? 'ne notent' : 'ne note'} aucune dépense : la somme consommée est un minimum.`;
}

/** The annual review: what was done, what it cost, what it changed, what was decided (methods §11). */
export function reviewSections(kit: Kit, prefix: string): Section[] {
  const plan = kit.facts.plan?.plan;
  if (plan === undefined || plan.actionSheets.length === 0)
    return [
      {
        ...{ id: `${prefix}.bref`, level: 1, title: 'L’année en bref' },
        draft: [
          'Le programme d’actions n’est pas encore écrit : il n’y a pas de bilan à dresser. Saisissez-le sur la page « Que faisons-nous ? », ou importez votre tableau.',
        ],
      },
    ];
  const { asOf, scheme } = kit.facts;
  const sheets = plan.actionSheets;
  const late = sheets.filter((sheet) => isLate(sheet, asOf));
  const blocked = sheets.filter(({ blockedReason, status }) => blockedReason !== '' && status !== 'abandoned');
  const lights = LIGHTS.filter((light) => isSome(kit, `plan.lights.${light}`));
  const acts = (scheme?.acts ?? []).filter(
    ({ isCancelled, act }) => !isCancelled && act.date > `${Number(asOf.slice(0, 4)) - 1}${asOf.slice(4)}`,
  );
  const states = SHEET_STATUSES.filter((status) => isSome(kit, `plan.sheets.${status}`));
  return [
    {
      ...{ id: `${prefix}.bref`, level: 1, title: 'L’année en bref' },
      draft: [
        `Situation au ${day(asOf)}. Le programme compte {{plan.sheets}} : ${joinFrench(states.map((status) => `{{plan.sheets.${status}:bare}} ${SHEET_STATUS_LABELS[status]}${valueAt(kit, `plan.sheets.${status}`)! >= 2 && status !== 'underway' ? 's' : ''}`))}.`,
        `${isKnown(kit, 'plan.budget.ratio') ? `{{plan.budget.spent}} ont été consommés sur {{plan.budget.planned}} prévus, soit {{plan.budget.ratio}}.${sayUnspent(kit)}` : isKnown(kit, 'plan.budget.planned') ? 'Le budget prévu est de {{plan.budget.planned}} ; aucune dépense n’est encore notée.' : 'Aucun budget n’est noté.'} ${saySteps(kit)}`.trim(),
        late.length === 0
          ? 'Aucune fiche n’est en retard.'
          : `{{plan.sheets.late}} ${late.length >= 2 ? 'sont' : 'est'} en retard : ${joinFrench(late.slice(0, 8).map(({ id, title }) => `${sheetTitle({ id, title })} ({{sheet.${id}.days-late}})`))}${late.length > 8 ? ', et d’autres' : ''}.`,
      ],
      blocks: () =>
        keyFiguresOf(kit, [
          ['plan.sheets.underway', 'en cours'],
          ['plan.sheets.done', 'terminées'],
          ['plan.sheets.late', 'en retard'],
          ['plan.budget.ratio', 'du budget prévu est consommé'],
          ['plan.steps.done', 'faites'],
          ['plan.lights.red', 'au rouge'],
        ]),
    },
    {
      ...{ id: `${prefix}.fiches`, level: 1, title: 'Les fiches' },
      draft: [
        blocked.length === 0
          ? 'Aucune fiche n’est signalée bloquée.'
          : '{{plan.sheets.blocked}} ' +
            (blocked.length >= 2
              ? 'sont signalées bloquées ; ce qui les bloque est cité dans le tableau.'
              : 'est signalée bloquée ; ce qui la bloque est cité dans le tableau.'),
      ],
      blocks: () => [
        ...plan.axes.flatMap((axis) =>
          tableOf(kit, {
            caption: axisTitle(axis),
            columns: [
              'Fiche||left|4',
              'État||left|1.2',
              'Étapes faites||right',
              'Étapes||right',
              'Consommé|€|right|1.2',
              'Prévu|€|right|1.2',
            ],
            rows: sheets
              .filter(({ axisId }) => axisId === axis.id)
              .map((sheet) => [
                sheetTitle(sheet),
                SHEET_STATUS_LABELS[sheet.status],
                ...['steps-done', 'steps', 'budget.spent', 'budget.planned'].map((what) => `{{sheet.${sheet.id}.${what}:bare}}`),
              ]),
            totals: [
              'Ensemble de l’axe',
              '',
              ...['plan.steps.done', 'plan.steps', 'plan.budget.spent', 'plan.budget.planned'].map(
                (what) => `{{${what}:bare@axis:${axis.id}}}`,
              ),
            ],
          }),
        ),
        ...tableOf(kit, {
          caption: 'Ce qui bloque',
          columns: ['Fiche||left|2', 'Ce qui bloque, et qui peut le lever||left|4'],
          rows: blocked.map((sheet) => [sheetTitle(sheet), [statedInline(sheet.blockedReason)]]),
        }),
      ],
    },
    {
      ...{ id: `${prefix}.indicateurs`, level: 1, title: 'Les indicateurs' },
      draft: [
        lights.length === 0
          ? 'Aucun indicateur n’est encore suivi.'
          : `Un feu compare l’avancement de chaque indicateur à la part du temps écoulé. ${joinFrench(lights.map((light) => `{{plan.lights.${light}}} ${valueAt(kit, `plan.lights.${light}`)! >= 2 && light !== 'grey' ? 'sont' : light === 'grey' ? '' : 'est'} ${light === 'grey' ? 'sans valeur récente' : `au ${LIGHT_LABELS[light]}`}`.replace(/ {2}/g, ' ')))}.`,
      ],
      blocks: () => [
        ...tableOf(kit, {
          caption: 'Avancement des axes',
          columns: [
            'Axe||left|4',
            'Avancement|%|right',
            'Feux verts||right',
            'Orange||right',
            'Rouges||right',
            'Sans valeur récente||right',
          ],
          rows: plan.axes.map(({ id, title }) => [
            axisTitle({ id, title }),
            `{{plan.progress:bare@axis:${id}}}`,
            ...LIGHTS.map((light) => `{{plan.lights.${light}:bare@axis:${id}}}`),
          ]),
        }),
        ...indicatorsTable(
          kit,
          sheets.filter(({ status }) => status !== 'abandoned'),
          'Tous les indicateurs',
          (sheet, index) => LIGHT_LABELS[readProgress(sheet.indicators[index]!, asOf).light],
        ),
      ],
    },
    {
      ...{ id: `${prefix}.decisions`, level: 1, title: 'Les décisions de l’année' },
      draft: [
        acts.length === 0
          ? 'Aucun acte de la procédure n’a été enregistré depuis un an.'
          : `Depuis un an, ${acts.length === 1 ? 'un acte a été enregistré' : 'ces actes ont été enregistrés'}.`,
      ],
      blocks: () =>
        tableOf(kit, {
          caption: 'Les actes de l’année',
          columns: ['Date||left|1.4', 'Acte||left|4', 'Précision||left|3'],
          rows: acts.map(({ act }) => [day(act.date), ACT_LABELS[act.type], named(detailOf(act))]),
        }),
    },
  ];
}
