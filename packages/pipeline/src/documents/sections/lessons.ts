import { SERVICE_RANGE_LABELS, SERVICE_RANGES } from '@maillage/domain/services/ranges.ts';
import { joinFrench } from '../../views/french.ts';
import { named } from '../prose-inlines.ts';
import { regionAt } from './find-findings.ts';
import { isKnown, type Kit, type Section, tableOf } from './section.ts';

const VERDICTS = { true: 'Vérifié', false: 'Non vérifié', null: 'Ne peut être dit' } as const;

/** The eight findings of the model scheme: what each asks, and what the data of this run say of it. */
export function lessonsSection(kit: Kit, prefix: string): Section {
  const findings = kit.facts.diagnosis?.findings ?? [];
  const held = findings.filter(({ holds }) => holds === true);
  const untold = findings.filter(({ holds }) => holds === null);
  return {
    ...{ id: `${prefix}.enseignements`, level: 1, title: 'Les grands enseignements' },
    draft:
      findings.length === 0
        ? ['Les enseignements ne sont pas dans ce calcul : relancez-le avec cette version de Maillage.']
        : [
            'Un enseignement n’est retenu que si les données le disent : chacun a sa règle, et la règle est vérifiée à chaque calcul.',
            ...held.map(({ id, title }) => `- **${named(title)}.** ${sayProof(kit, id)}`.trim()),
            ...(untold.length === 0
              ? []
              : [`Ne peuvent être dits, faute de données : ${joinFrench(untold.map(({ title }) => `« ${named(title)} »`))}.`]),
          ],
    blocks: () =>
      tableOf(kit, {
        caption: 'Les enseignements et leur règle',
        columns: ['Enseignement||left|3', 'Ce que les données doivent dire||left|4', 'Résultat||left|1.4'],
        rows: findings.map(({ title, rule, holds }) => [named(title), named(rule), VERDICTS[`${holds}`]]),
      }),
  };
}

/** The figures behind a finding that holds; nothing where its own words are enough. */
function sayProof(kit: Kit, id: string): string {
  const { at } = kit;
  switch (id) {
    case 'centres-hierarchy':
      return `On compte {{centres.level4${at}}}, {{centres.level3${at}}}, {{centres.level2${at}}} et {{centres.level1${at}}}.`;
    case 'adaptation-not-lack': {
      const region = regionAt(kit);
      const told = SERVICE_RANGES.filter((range) => region !== null && isKnown(kit, `far-share.${range}${region}`));
      return told.length === 0
        ? ''
        : `La part des habitants loin des services, dans le Département et dans la région, est de ${joinFrench(told.map((range) => `{{far-share.${range}${at}}} et {{far-share.${range}${region}}} pour la gamme ${SERVICE_RANGE_LABELS[range]}`))}.`;
    }
    case 'contrasted-dynamics':
      return `{{communes-rising${at}}} gagnent des habitants et {{communes-falling${at}}} en perdent.`;
    case 'mobility':
      return isKnown(kit, `need-component.withoutCar${at}`)
        ? `{{need-component.withoutCar${at}}} des ménages n’ont pas de voiture, et la gare la plus proche est en moyenne à {{need-component.stationMinutes${at}}}.`
        : '';
    case 'digital-mediation': {
      const index =
        kit.facts.diagnosis?.survey.findIndex(
          ({ kind, question, shareRatio, low }) =>
            kind === 'favourable' && shareRatio !== null && low !== null && /num[ée]rique|internet|d[ée]mat[ée]rialis/i.test(question),
        ) ?? -1;
      return index < 0
        ? ''
        : `À la question « ${named(kit.facts.diagnosis!.survey[index]!.question)} », {{survey.${index}.share}} des réponses sont favorables.`;
    }
    default:
      return '';
  }
}
