import { SHEET_STATUSES, type SheetStatus } from '@maillage/domain/plans/plan.ts';
import { SHEET_STATUS_LABELS } from '@maillage/domain/plans/plan-labels.ts';
import type { SheetListItem } from '@maillage/domain/plans/plan-view.ts';
import { isLate } from '@maillage/domain/plans/progress.ts';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { useWindow } from '../ui/use-window.ts';

const CARD_HEIGHT = 92;
const CARD_GAP = 8;

/** One column a state, in the order of the life of an action. */
export function PlanBoard({ sheets, today }: { sheets: readonly SheetListItem[]; today: string }) {
  const columns = useMemo(() => Map.groupBy(sheets, ({ status }) => status), [sheets]);
  return (
    <div className="plan-board">
      {SHEET_STATUSES.map((status) => (
        <Column key={status} status={status} members={columns.get(status) ?? []} today={today} />
      ))}
    </div>
  );
}

/** The cards in view alone are drawn when there are many; each says its place in the whole. */
function Column({ status, members, today }: { status: SheetStatus; members: readonly SheetListItem[]; today: string }) {
  const label = SHEET_STATUS_LABELS[status];
  const view = useWindow({ count: members.length, rowHeight: CARD_HEIGHT, gap: CARD_GAP });
  return (
    <section aria-label={label}>
      <h2>
        {label} <span className="soft">{members.length}</span>
      </h2>
      {members.length === 0 && <p className="small soft">Aucune fiche.</p>}
      <div ref={view.scroller} {...(view.isLong && scrollZone(`Fiches : ${label}`))}>
        <ul style={{ paddingTop: view.above, paddingBottom: view.below }}>
          {members.slice(view.first, view.first + view.count).map((sheet, index) => (
            <li
              key={sheet.id}
              ref={view.measure}
              data-index={view.first + index}
              {...(view.isLong && { 'aria-setsize': members.length, 'aria-posinset': view.first + index + 1 })}
            >
              <Link to={`/plan/fiches/${sheet.id}`}>
                {sheet.id} {sheet.title}
              </Link>
              <span className="small soft">{sheet.lead ?? 'sans pilote'}</span>
              {sheet.blockedReason !== '' && <span className="small">Bloquée : {sheet.blockedReason}</span>}
              {isLate(sheet, today) && <span className="small">En retard</span>}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

const scrollZone = (label: string) => ({ className: 'plan-window', role: 'group', 'aria-label': label, tabIndex: 0 });
