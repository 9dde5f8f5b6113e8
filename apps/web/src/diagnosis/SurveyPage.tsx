import type { Diagnosis, PerceivedAccess, SurveyRow, SurveySummary } from '@maillage/domain/diagnosis/diagnosis.ts';
import { formatMinutes, formatNumber, formatRatioAsPercent } from '@maillage/domain/format.ts';
import { useChoices } from '../trial/use-choices.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { ChoiceField } from '../ui/RangeField.tsx';
import { DiagnosisFrame } from './DiagnosisFrame.tsx';
import { IntervalBar } from './IntervalBar.tsx';
import { labels } from './labels.ts';
import { PerceivedScatter } from './PerceivedScatter.tsx';

const EVERYBODY = 'Ensemble';

/** What the inhabitants think; why there is nothing to show when no survey is loaded. */
export function SurveyPage() {
  return (
    <DiagnosisFrame title={labels.survey.title} lead={labels.survey.lead}>
      {(diagnosis) => (diagnosis.survey.length === 0 ? <p>{diagnosis.emptyReasons.survey}</p> : <Content diagnosis={diagnosis} />)}
    </DiagnosisFrame>
  );
}

function Content({ diagnosis }: { diagnosis: Diagnosis }) {
  const { survey, surveys, perceived } = diagnosis;
  return (
    <>
      {surveys.map((summary) => (
        <section key={summary.title} className="section">
          <h2>{summary.title}</h2>
          <Design summary={summary} />
          <Satisfaction rows={survey.filter((row) => row.survey === summary.title)} summary={summary} />
        </section>
      ))}
      <Perceived perceived={perceived} />
      <AllAnswers survey={survey} />
    </>
  );
}

function Design({ summary }: { summary: SurveySummary }) {
  const { probabilistic, respondentCount, effectiveCount, designEffectBefore, designEffectAfter, margins, notes } = summary;
  const { marginRatio, countForFivePoints } = summary;
  return (
    <>
      <p>
        {formatNumber(respondentCount)} réponses{summary.vintage === null ? '' : ` en ${summary.vintage}`}.{' '}
        {probabilistic
          ? margins.length === 0
            ? 'Elles ne sont redressées sur aucune marge.'
            : `Elles sont redressées sur ${margins.map((margin) => `« ${margin} »`).join(', ')} : elles valent ${formatNumber(effectiveCount, 0)} réponses tirées au sort (effet de plan ${formatNumber(designEffectAfter, 2)}, ${formatNumber(designEffectBefore, 2)} avant redressement). Sous 30, aucun chiffre n’est donné.`
          : 'Expressions de volontaires : sans intervalle.'}
      </p>
      {marginRatio !== null && countForFivePoints !== null && (
        <p>
          Au plus large, chaque part est connue à {formatNumber(marginRatio * 100, 1)} points près.{' '}
          {marginRatio > 0.05 && `Pour 5 points, il faudrait ${formatNumber(countForFivePoints)} réponses.`}
        </p>
      )}
      {notes.map((note) => (
        <p key={note} className="notice notice-warning">
          {note}
        </p>
      ))}
    </>
  );
}

/** The satisfied of each question, group by group. */
function Satisfaction({ rows, summary }: { rows: readonly SurveyRow[]; summary: SurveySummary }) {
  const { read, write } = useChoices();
  const groups = [...new Set(rows.map(({ group }) => group))];
  const group = groups.find((one) => one === read('groupe')) ?? EVERYBODY;
  const shown = rows.filter((row) => row.group === group && row.kind === 'favourable');
  if (rows.every(({ kind }) => kind !== 'favourable')) return null;
  return (
    <>
      <div className="choices no-print">
        <ChoiceField
          label="Qui répond"
          value={group}
          choices={groups.map((id) => ({ id, label: id }))}
          onChange={(id) => write('groupe', id === EVERYBODY ? null : id)}
        />
      </div>
      <h3>{group === EVERYBODY ? 'Satisfaits' : `Satisfaits, ${group}`}</h3>
      <dl className="interval-list">
        {shown.map((row) => (
          <div key={row.question}>
            <dt>{row.question}</dt>
            <dd>
              {row.shareRatio === null ? (
                <span className="soft">Trop peu de réponses ({formatNumber(row.effectiveCount, 0)}) pour un chiffre.</span>
              ) : (
                <>
                  <IntervalBar value={row.shareRatio} low={row.low} high={row.high} />
                  <span>
                    <strong>{formatRatioAsPercent(row.shareRatio, 0)}</strong>
                    {row.low !== null && row.high !== null && (
                      <>
                        {' '}
                        <span className="soft">
                          de {formatRatioAsPercent(row.low, 0)} à {formatRatioAsPercent(row.high, 0)}
                        </span>
                      </>
                    )}
                    <Balance favourable={row} unfavourable={rows.find((one) => one.kind === 'unfavourable' && isBeside(one, row))} />
                  </span>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {summary.probabilistic && (
        <p className="soft">
          Trait : intervalle à 95 % (Wilson). Deux traits qui se recouvrent ne suffisent pas à départager deux questions.
        </p>
      )}
    </>
  );
}

const isBeside = (a: SurveyRow, b: SurveyRow) => a.question === b.question && a.group === b.group;

/** Those satisfied less those dissatisfied, in points. */
function Balance({ favourable, unfavourable }: { favourable: SurveyRow; unfavourable: SurveyRow | undefined }) {
  if (favourable.shareRatio === null || unfavourable?.shareRatio == null) return null;
  const points = Math.round((favourable.shareRatio - unfavourable.shareRatio) * 100);
  const sign = points > 0 ? '+' : '';
  return (
    <span className="soft">
      {' '}
      · solde {sign}
      {formatNumber(points)} points
    </span>
  );
}

function Perceived({ perceived }: { perceived: readonly PerceivedAccess[] }) {
  const { read, write } = useChoices();
  const questions = [...new Set(perceived.map(({ question }) => question))];
  const question = questions.find((one) => one === read('question')) ?? questions[0];
  if (question === undefined) return null;
  const rows = perceived.filter((row) => row.question === question);
  return (
    <section className="section">
      <h2>Ce qui est perçu, ce qui est mesuré</h2>
      <p>
        La part des satisfaits d’un territoire, à côté du temps moyen de ses habitants jusqu’aux services dont parle la question. Un
        territoire proche et mécontent dit autre chose que la distance : horaires, attente, qualité.
      </p>
      <div className="choices no-print">
        <ChoiceField
          label="Question"
          value={question}
          choices={questions.map((id) => ({ id, label: id }))}
          onChange={(id) => write('question', id === questions[0] ? null : id)}
        />
      </div>
      <PerceivedScatter rows={rows.filter(({ territory }) => territory !== EVERYBODY)} />
      <DataTable
        caption={`Perçu et mesuré, « ${question} »`}
        rows={rows}
        columns={[
          { id: 'territory', header: 'Territoire', kind: 'text', value: (row) => row.territory },
          {
            id: 'favourable',
            header: 'Satisfaits',
            kind: 'number',
            value: (row) => row.favourableRatio,
            cell: (row) => formatRatioAsPercent(row.favourableRatio, 0),
          },
          {
            id: 'minutes',
            header: 'Temps moyen',
            kind: 'number',
            value: (row) => row.meanMinutes,
            cell: (row) => formatMinutes(row.meanMinutes, 1),
          },
          {
            id: 'count',
            header: 'Réponses utiles',
            kind: 'number',
            value: (row) => row.effectiveCount,
            cell: (row) => formatNumber(row.effectiveCount, 0),
          },
        ]}
        rowKey={(row) => row.territory}
        initialSort={{ columnId: 'favourable', descending: false }}
        fileName="percu-mesure.csv"
        filterLabel={labels.filter}
      />
    </section>
  );
}

function AllAnswers({ survey }: { survey: readonly SurveyRow[] }) {
  return (
    <section className="section">
      <h2>Toutes les réponses</h2>
      <DataTable
        caption={labels.survey.caption}
        rows={survey}
        columns={[
          { id: 'question', header: 'Question', kind: 'text', value: (row) => row.question },
          { id: 'group', header: 'Groupe', kind: 'text', value: (row) => row.group },
          { id: 'answer', header: 'Réponse', kind: 'text', value: (row) => row.answer },
          {
            id: 'share',
            header: 'Part',
            kind: 'number',
            value: (row) => row.shareRatio,
            cell: (row) => formatRatioAsPercent(row.shareRatio),
          },
          { id: 'low', header: 'Au moins', kind: 'number', value: (row) => row.low, cell: (row) => formatRatioAsPercent(row.low) },
          { id: 'high', header: 'Au plus', kind: 'number', value: (row) => row.high, cell: (row) => formatRatioAsPercent(row.high) },
          {
            id: 'count',
            header: 'Réponses utiles',
            kind: 'number',
            value: (row) => row.effectiveCount,
            cell: (row) => formatNumber(row.effectiveCount, 0),
          },
        ]}
        rowKey={(row) => `${row.survey} ${row.question} ${row.kind} ${row.answer} ${row.group}`}
        initialSort={{ columnId: '', descending: false }}
        fileName="enquete.csv"
        filterLabel={labels.filter}
      />
    </section>
  );
}
