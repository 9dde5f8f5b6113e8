import type { SheetStatus } from '@maillage/domain/plans/plan.ts';
import { SHEET_STATUS_LABELS } from '@maillage/domain/plans/plan-labels.ts';
import { isLate } from '@maillage/domain/plans/progress.ts';

interface StatusTagProps {
  sheet: { status: SheetStatus; blockedReason: string; startDate: string | null; endDate: string | null };
  today: string;
}

const TAGS: Partial<Record<SheetStatus, string>> = { done: 'tag-success', suspended: 'tag-warning', abandoned: 'tag-warning' };

/** The state of a sheet in words; « bloquée » and « en retard » are said, not only coloured. */
export function StatusTag({ sheet, today }: StatusTagProps) {
  return (
    <>
      <span className={`tag ${TAGS[sheet.status] ?? ''}`}>{SHEET_STATUS_LABELS[sheet.status]}</span>
      {sheet.blockedReason !== '' && <span className="tag tag-error">bloquée</span>}
      {isLate(sheet, today) && <span className="tag tag-warning">en retard</span>}
    </>
  );
}
