/** The completeness test: each clause of the decree (methods §1.2, §1.3), what satisfies it, or what is missing. */
import { z } from 'zod';
import { formatNumber } from '../format.ts';
import { NEED_INDICATOR_LABELS, NEED_INDICATORS } from '../indicators/need-indicators.ts';
import type { ActionPlan, ActionSheet } from '../plans/plan.ts';
import { isPublicSheet } from '../plans/plan-view.ts';
import { type SchemeStatus, WORKFLOWS } from './procedure.ts';

export const clauseResult = z.object({
  id: z.string(),
  /** What the text asks for. */
  clause: z.string(),
  /** Where it asks. */
  reference: z.string(),
  state: z.enum(['met', 'partial', 'missing']),
  /** What satisfies it, with the page that shows it. */
  evidence: z.array(z.object({ text: z.string(), href: z.string() })),
  /** What is missing, and how to bring it; empty when nothing is. */
  missing: z.array(z.string()),
  /** The page where it is brought; null when nothing is missing, or when it is brought on the page of the procedure itself. */
  mend: z.object({ text: z.string(), href: z.string() }).nullable(),
});
export type ClauseResult = z.infer<typeof clauseResult>;

/** What the test looks at. Null where the published run has nothing of it. */
export interface CompletenessFacts {
  runId: string | null;
  /** Places of the offer that the run lists, and services measured. */
  placeCount: number | null;
  serviceCount: number | null;
  communeCount: number | null;
  /** Communes whose need is known, by indicator; one that nothing tells is left out. */
  needs: readonly { label: string; communeCount: number }[] | null;
  /** For services of proximity. */
  greyZoneCount: number | null;
  franceServicesCount: number | null;
  plan: ActionPlan;
  scheme: SchemeStatus;
  publication: { online: boolean; prefecture: boolean; departement: boolean } | null;
}

type Evidence = ClauseResult['evidence'][number];
interface Clause {
  id: string;
  mend?: Evidence;
  clause: string;
  reference: string;
  check(facts: CompletenessFacts): { evidence: (Evidence | false)[]; missing: (string | false)[] };
}

const DECREE = 'Décret n° 2016-402 du 4 avril 2016';
const LAW = 'Loi n° 95-115 du 4 février 1995, article 26';
const plural = (count: number, one: string, many: string) => `${formatNumber(count)} ${count > 1 ? many : one}`;

const TO_DATA: Evidence = { text: 'Déposer les données', href: '/donnees' };
const TO_PLAN: Evidence = { text: 'Ouvrir le plan', href: '/plan' };

const CLAUSES: readonly Clause[] = [
  {
    id: 'offer',
    mend: TO_DATA,
    clause: 'Pour l’ensemble du Département, un bilan de l’offre existante, avec sa localisation et son accessibilité.',
    reference: `${DECREE}, article 1`,
    check: ({ placeCount, serviceCount }) => ({
      evidence: [
        (placeCount ?? 0) > 0 && {
          text: `${plural(placeCount!, 'lieu recensé', 'lieux recensés')}, chacun avec sa source`,
          href: '/offre',
        },
        (serviceCount ?? 0) > 0 && { text: `Temps d’accès à ${plural(serviceCount!, 'service', 'services')}`, href: '/acces' },
      ],
      missing: [
        !placeCount && 'aucun lieu de service n’est localisé : chargez la base permanente des équipements (positions).',
        !serviceCount && 'aucun temps d’accès n’est calculé : publiez un calcul.',
      ],
    }),
  },
  {
    id: 'needs',
    mend: TO_DATA,
    clause: 'Une analyse des besoins de services de proximité.',
    reference: `${DECREE}, article 1`,
    check: ({ needs, communeCount }) => {
      const known = needs ?? [];
      const absent = NEED_INDICATORS.map((id) => NEED_INDICATOR_LABELS[id]).filter((label) => known.every((one) => one.label !== label));
      const lacking = known.filter((one) => one.communeCount < (communeCount ?? 0));
      return {
        evidence: [
          known.length > 0 && { text: `Besoins mesurés : ${known.map(({ label }) => `« ${label} »`).join(', ')}`, href: '/besoins' },
        ],
        missing:
          known.length === 0
            ? ['aucun indicateur de besoin : chargez le recensement et les revenus.']
            : [
                absent.length > 0 && `pas de donnée pour ${absent.map((label) => `« ${label} »`).join(', ')}.`,
                ...lacking.map(
                  (one) =>
                    `${plural(communeCount! - one.communeCount, 'commune est', 'communes sont')} sans « ${one.label} » (secret statistique ou donnée absente).`,
                ),
              ],
      };
    },
  },
  {
    id: 'deficits',
    mend: TO_DATA,
    clause: 'L’identification des territoires présentant un déficit d’accessibilité.',
    reference: `${DECREE}, article 1`,
    check: ({ greyZoneCount }) => ({
      evidence: [
        greyZoneCount !== null && {
          text: `${plural(greyZoneCount, 'zone grise nommée', 'zones grises nommées')} pour les services de proximité, et celles des autres gammes, thèmes et paniers`,
          href: '/zones-grises',
        },
      ],
      missing: [greyZoneCount === null && 'les zones grises ne sont pas calculées : publiez un calcul.'],
    }),
  },
  {
    id: 'programme',
    mend: TO_PLAN,
    clause: 'Un programme d’actions de six ans, avec des objectifs de renforcement et les mesures qui permettent de les atteindre.',
    reference: `${DECREE}, article 1`,
    check: ({ plan, scheme }) => {
      const months = plan.startDate && plan.endDate ? (Date.parse(plan.endDate) - Date.parse(plan.startDate)) / 86_400_000 / 365.25 : null;
      const years = WORKFLOWS[scheme.kind].durationYears;
      return {
        evidence: [
          plan.actionSheets.length > 0 && {
            text: `${plural(plan.actionSheets.length, 'fiche', 'fiches')} en ${plural(plan.axes.length, 'axe', 'axes')}`,
            href: '/plan',
          },
        ],
        missing: [
          plan.actionSheets.length === 0 && 'le plan n’a pas de fiche.',
          months === null
            ? 'le plan ne dit ni son premier ni son dernier jour.'
            : Math.abs(months - years) > 0.02 && `le plan dure ${months.toFixed(1).replace('.', ',')} ans, et non ${years}.`,
        ],
      };
    },
  },
  {
    id: 'objectives',
    mend: TO_PLAN,
    clause: 'Des objectifs quantitatifs et qualitatifs.',
    reference: `${DECREE}, article 1`,
    check: ({ plan }) => {
      const live = plan.actionSheets.filter(({ status }) => status !== 'abandoned');
      const aimed = live.filter(({ indicators }) => indicators.some(({ target }) => target !== null));
      const said = live.filter(({ aims }) => aims !== '');
      const lacking = (kept: readonly { id: string }[]) => live.filter(({ id }) => !kept.some((one) => one.id === id)).map(({ id }) => id);
      const told = (ids: string[]) => ids.slice(0, 6).join(', ') + (ids.length > 6 ? ` et ${ids.length - 6} autres` : '');
      return {
        evidence: [
          aimed.length > 0 && {
            text: `${plural(aimed.length, 'fiche a une cible chiffrée', 'fiches ont une cible chiffrée')}`,
            href: '/plan',
          },
          said.length > 0 && {
            text: `${plural(said.length, 'fiche dit ce qu’elle vise', 'fiches disent ce qu’elles visent')}`,
            href: '/plan',
          },
        ],
        missing: [
          live.length === 0 && 'le plan n’a pas de fiche.',
          aimed.length < live.length && `sans cible chiffrée : ${told(lacking(aimed))}.`,
          said.length < live.length && `sans finalité écrite : ${told(lacking(said))}.`,
        ],
      };
    },
  },
  {
    id: 'sharing',
    mend: TO_PLAN,
    clause:
      'Un plan de développement de la mutualisation des services au public, pour tout le Département, après un inventaire de l’existant.',
    reference: `${LAW} ; ${DECREE}, article 1`,
    check: checkSharing,
  },
  {
    id: 'list',
    mend: TO_DATA,
    clause: 'La liste des services à la date d’élaboration ou de révision, leur localisation et leurs modalités d’accès.',
    reference: LAW,
    check: ({ placeCount }) => ({
      evidence: [(placeCount ?? 0) > 0 && { text: 'Liste des lieux, exportable', href: '/offre' }],
      missing: [!placeCount && 'aucun lieu de service n’est localisé.'],
    }),
  },
  {
    id: 'consultation',
    clause: 'Les avis des intercommunalités, du conseil régional et de la conférence territoriale de l’action publique.',
    reference: LAW,
    check: ({ scheme }) => {
      const given = scheme.bodies.filter(({ opinion }) => opinion !== null && opinion !== 'awaited');
      return {
        evidence: [
          given.length > 0 && {
            text: `${plural(given.length, 'avis donné ou réputé donné', 'avis donnés ou réputés donnés')}`,
            href: '/procedure',
          },
        ],
        missing: [
          given.length < scheme.bodies.length && `${plural(scheme.bodies.length - given.length, 'avis manque', 'avis manquent')} encore.`,
        ],
      };
    },
  },
  {
    id: 'adoption',
    clause: 'L’approbation du conseil départemental, puis l’arrêté du préfet.',
    reference: LAW,
    check: ({ scheme: { state } }) => {
      const voted = ['departmentDeliberation', 'decreeSigned', 'inForce', 'evaluation', 'revision', 'expired'].includes(state);
      const signed = voted && state !== 'departmentDeliberation';
      return {
        evidence: [voted && { text: 'Délibération favorable', href: '/procedure' }, signed && { text: 'Arrêté signé', href: '/procedure' }],
        missing: [
          !voted && 'la délibération du conseil départemental n’est pas enregistrée.',
          !signed && 'l’arrêté du préfet n’est pas enregistré.',
        ],
      };
    },
  },
  {
    id: 'publicity',
    clause: 'La publicité : en ligne, à la préfecture et à l’hôtel du Département.',
    reference: LAW,
    check: ({ publication }) => ({
      evidence: [
        publication?.online === true && { text: 'En ligne', href: '/procedure' },
        publication?.prefecture === true && { text: 'À la préfecture', href: '/procedure' },
        publication?.departement === true && { text: 'À l’hôtel du Département', href: '/procedure' },
      ],
      missing: [
        publication?.online !== true && 'publication en ligne.',
        publication?.prefecture !== true && 'mise à disposition à la préfecture.',
        publication?.departement !== true && 'mise à disposition à l’hôtel du Département.',
      ],
    }),
  },
  {
    id: 'agreement',
    clause: 'Une convention de mise en œuvre entre l’État, le Département, les communes et leurs groupements et les organismes concernés.',
    reference: LAW,
    check: ({ scheme: { agreementSignatories } }) => ({
      evidence: [
        agreementSignatories.length > 0 && {
          text: `${plural(agreementSignatories.length, 'signataire', 'signataires')}`,
          href: '/procedure',
        },
      ],
      missing: [agreementSignatories.length === 0 && 'aucune convention n’est enregistrée.'],
    }),
  },
  {
    id: 'monitoring',
    clause: 'Une instance de suivi : les intercommunalités à fiscalité propre et les signataires de la convention.',
    reference: `${DECREE}, article 2`,
    check: ({ scheme: { monitoringDates } }) => ({
      evidence: [monitoringDates.length > 0 && { text: `${plural(monitoringDates.length, 'réunion', 'réunions')}`, href: '/procedure' }],
      missing: [monitoringDates.length === 0 && 'aucune réunion de l’instance de suivi n’est enregistrée.'],
    }),
  },
];

/** How a sheet says, in its title or among the schemes that it meets, that it holds the plan which the text asks for. */
const SHARING_PLAN = /plan de (?:développement de la )?mutualisation/i;

/**
 * The text asks for a plan after an inventory. Maillage does not write that plan: a sheet that both owners decided, for the whole
 * Département, holds it, with the document joined to it. A sheet that only speaks of sharing is shown, and is not that plan.
 */
function checkSharing({ franceServicesCount, plan }: CompletenessFacts): ReturnType<Clause['check']> {
  const live = plan.actionSheets.filter(({ status }) => status !== 'abandoned');
  const holding = live.filter(({ title, relatedSchemes }) => [title, ...relatedSchemes].some((text) => SHARING_PLAN.test(text)));
  const decided = holding.filter(isPublicSheet);
  const whole = decided.filter(({ places }) => places.some(({ kind }) => kind === 'departement'));
  const speaking = live.filter((sheet) => isPublicSheet(sheet) && !holding.includes(sheet) && /mutualis/i.test(sheet.title));
  const told = (sheets: readonly ActionSheet[]) => sheets.map(({ id }) => id).join(', ');
  return {
    evidence: [
      (franceServicesCount ?? 0) > 0 && {
        text: `Inventaire : ${plural(franceServicesCount!, 'espace France services', 'espaces France services')}`,
        href: '/offre',
      },
      ...decided.map(({ id, title }) => ({ text: `Fiche ${id}, « ${title} », décidée`, href: `/plan/fiches/${id}` })),
      speaking.length > 0 && {
        text: `${plural(speaking.length, 'fiche décidée parle', 'fiches décidées parlent')} de mutualisation (${told(speaking)})`,
        href: '/plan',
      },
    ],
    missing: [
      !franceServicesCount && 'l’inventaire des espaces mutualisés est vide : chargez la liste des France services et la vôtre.',
      holding.length === 0 &&
        'aucune fiche ne porte le plan de mutualisation : nommez-en une « Plan de développement de la mutualisation », ou nommez-le dans ses schémas liés ; joignez-y votre document.',
      holding.length > 0 &&
        decided.length === 0 &&
        `le plan de mutualisation (fiche ${told(holding)}) n’est pas encore décidé : les deux propriétaires valident la fiche.`,
      decided.length > 0 &&
        whole.length === 0 &&
        `le plan de mutualisation (fiche ${told(decided)}) ne dit pas qu’il vaut pour tout le Département : ajoutez-le à ses lieux.`,
    ],
  };
}

/** Every clause with what satisfies it and what is missing: `met` when nothing is, `partial` when something already stands. */
export function testCompleteness(facts: CompletenessFacts): ClauseResult[] {
  return CLAUSES.map(({ id, clause, reference, mend = null, check }) => {
    const told = check(facts);
    const evidence = told.evidence.filter((one) => one !== false);
    const missing = told.missing.filter((one) => one !== false);
    const state = missing.length === 0 ? 'met' : evidence.length > 0 ? 'partial' : 'missing';
    return { id, clause, reference, evidence, missing, mend: state === 'met' ? null : mend, state };
  });
}
