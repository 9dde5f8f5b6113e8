import { formatRatioAsPercent } from '@maillage/domain/format.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { DiagnosisFrame } from './DiagnosisFrame.tsx';
import { labels } from './labels.ts';

/** What the inhabitants think; why there is nothing to show when no survey is loaded. */
export function SurveyPage() {
  return (
    <DiagnosisFrame title={labels.survey.title} lead={labels.survey.lead}>
      {({ survey, emptyReasons }) =>
        survey.length === 0 ? (
          <p>{emptyReasons.survey}</p>
        ) : (
          <DataTable
            caption={labels.survey.caption}
            rows={survey}
            columns={[
              { id: 'question', header: 'Question', kind: 'text', value: (row) => row.question },
              { id: 'answer', header: 'Réponse', kind: 'text', value: (row) => row.answer },
              { id: 'group', header: 'Groupe', kind: 'text', value: (row) => row.group },
              {
                id: 'share',
                header: 'Part',
                kind: 'number',
                value: (row) => row.shareRatio,
                cell: (row) => formatRatioAsPercent(row.shareRatio),
              },
              { id: 'low', header: 'Au moins', kind: 'number', value: (row) => row.low, cell: (row) => formatRatioAsPercent(row.low) },
              { id: 'high', header: 'Au plus', kind: 'number', value: (row) => row.high, cell: (row) => formatRatioAsPercent(row.high) },
            ]}
            rowKey={(row) => `${row.question} ${row.answer} ${row.group}`}
            initialSort={{ columnId: 'question', descending: false }}
            fileName="enquete.csv"
            filterLabel={labels.filter}
          />
        )
      }
    </DiagnosisFrame>
  );
}
