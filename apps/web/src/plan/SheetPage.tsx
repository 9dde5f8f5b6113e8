import './sheet.css';
import { typeset } from '@maillage/domain/typography.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { errorText } from '../api/error-messages.ts';
import { planQuery, sheetQuery } from '../api/plan-queries.ts';
import { useChoices } from '../trial/use-choices.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { RequireRun } from '../ui/RequireRun.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { RemoveSheet } from './NewSheet.tsx';
import { SheetComments } from './SheetComments.tsx';
import { SheetDocuments } from './SheetDocuments.tsx';
import { SheetForm } from './SheetForm.tsx';
import { SheetHistory } from './SheetHistory.tsx';
import { SheetReading } from './SheetReading.tsx';
import { SheetValidation } from './SheetValidation.tsx';

/** One action sheet: read, printed, discussed, and edited by those who may. */
export function SheetPage() {
  const { id = '' } = useParams();
  const { read, write } = useChoices();
  const { data, error, refetch } = useQuery(sheetQuery(id));
  const { data: plan } = useQuery(planQuery);
  const isEditing = read('modifier') === '1';
  usePageTitle(error ? errorText(error).title : data && `${isEditing ? 'Modifier la fiche' : 'Fiche'} ${id}, ${typeset(data.sheet.title)}`);
  const axis = plan?.plan.axes.find((one) => one.id === data?.sheet.axisId);
  return (
    <RequireRun>
      {(run) => (
        <main id="contenu" className="page" tabIndex={-1}>
          <p className="small no-print">
            <Link to="/plan">Le plan</Link>
            {axis && (
              <>
                {' › '}
                <Link to={`/plan?axe=${axis.id}`}>
                  Axe {axis.id}, {axis.title}
                </Link>
              </>
            )}
          </p>
          {error && <ErrorNotice error={error} onRetry={() => void refetch()} isPage />}
          {!error && (data === undefined || plan === undefined) && <Skeleton size="page" label="Lecture de la fiche…" />}
          {data && plan && isEditing && data.rights.includes('sheet.write') && (
            <SheetForm key={data.version} read={data} plan={plan} onClose={() => write('modifier', null)} />
          )}
          {data && plan && !(isEditing && data.rights.includes('sheet.write')) && (
            <>
              <SheetReading view={data} plan={plan} run={run} onEdit={() => write('modifier', '1')} />
              {data.rights.includes('sheet.validate') && <SheetValidation view={data} />}
              {data.rights.includes('sheet.remove') && <RemoveSheet id={id} version={data.version} />}
              {data.rights.includes('history.read') && (
                <>
                  <SheetDocuments id={id} canWrite={data.rights.includes('document.write')} />
                  <SheetComments id={id} canWrite={data.rights.includes('comment.write')} />
                  <SheetHistory id={id} />
                </>
              )}
            </>
          )}
        </main>
      )}
    </RequireRun>
  );
}
