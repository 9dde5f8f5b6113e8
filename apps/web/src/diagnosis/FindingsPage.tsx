import type { Finding } from '@maillage/domain/diagnosis/diagnosis.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { DiagnosisFrame } from './DiagnosisFrame.tsx';
import { labels } from './labels.ts';

const sayHolds = ({ holds }: Finding) => labels.holds[holds === null ? 'null' : holds ? 'true' : 'false'];

/** The findings of the run: whether each holds, by which rule and on which figures. */
export function FindingsPage() {
  return (
    <DiagnosisFrame title={labels.findings.title} lead={labels.findings.lead}>
      {({ findings }) => (
        <>
          {findings.map((finding) => (
            <section key={finding.id} className="section">
              <h2>{finding.title}</h2>
              <p>
                <strong>{sayHolds(finding)}.</strong> {finding.rule}
              </p>
              <ul>
                {finding.figures.map(({ label, text }) => (
                  <li key={label}>
                    {label} : {text}
                  </li>
                ))}
              </ul>
            </section>
          ))}
          <DataTable
            caption={labels.findings.caption}
            rows={findings}
            columns={[
              { id: 'title', header: 'Constat', kind: 'text', value: (row) => row.title },
              { id: 'holds', header: 'Dans ce calcul', kind: 'text', value: sayHolds },
              { id: 'public', header: 'Public', kind: 'text', value: (row) => row.public },
              { id: 'territories', header: 'Territoires cités', kind: 'number', value: (row) => row.territories.length },
            ]}
            rowKey={(row) => row.id}
            initialSort={{ columnId: 'holds', descending: false }}
            fileName="constats.csv"
            filterLabel={labels.filter}
          />
        </>
      )}
    </DiagnosisFrame>
  );
}
