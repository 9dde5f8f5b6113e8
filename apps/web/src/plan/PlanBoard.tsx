import { SHEET_STATUSES } from '@maillage/domain/plans/plan.ts';
import { SHEET_STATUS_LABELS } from '@maillage/domain/plans/plan-labels.ts';
import type { SheetListItem } from '@maillage/domain/plans/plan-view.ts';
import { isLate } from '@maillage/domain/plans/progress.ts';
import { Link } from 'react-router';

/** One column a state, in the order of the life of an action. */
export function PlanBoard({ sheets, today }: { sheets: readonly SheetListItem[]; today: string }) {
  return (
    <div className="plan-board">
      {SHEET_STATUSES.map((status) => {
        const members = sheets.filter((sheet) => sheet.status === status);
        return (
          <section key={status} aria-label={SHEET_STATUS_LABELS[status]}>
            <h2>
              {SHEET_STATUS_LABELS[status]} <span className="soft">{members.length}</span>
            </h2>
            {members.length === 0 && <p className="small soft">Aucune fiche.</p>}
            <ul>
              {members.map((sheet) => (
                <li key={sheet.id}>
                  <Link to={`/plan/fiches/${sheet.id}`}>
                    {sheet.id} {sheet.title}
                  </Link>
                  <span className="small soft">{sheet.lead ?? 'sans pilote'}</span>
                  {sheet.blockedReason !== '' && <span className="small">Bloquée : {sheet.blockedReason}</span>}
                  {isLate(sheet, today) && <span className="small">En retard</span>}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
