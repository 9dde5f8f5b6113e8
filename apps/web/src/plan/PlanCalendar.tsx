import './plan-calendar.css';
import { formatDate } from '@maillage/domain/format.ts';
import type { Axis } from '@maillage/domain/plans/plan.ts';
import type { PlanView, SheetListItem } from '@maillage/domain/plans/plan-view.ts';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { useWindow } from '../ui/use-window.ts';

const DAY = 86_400_000;
const ROW_HEIGHT = 40;

type Row = { kind: 'axis'; axis: Axis } | { kind: 'sheet'; sheet: SheetListItem };

/** Years shown, and where a date stands among them, in percent. */
interface Scale {
  years: readonly number[];
  at(date: string): number;
  lastDay: string;
}

/** The sheets along the years of the plan: a bar from start to end, its steps as marks, today as a line. A table for whoever reads it. */
export function PlanCalendar({ plan, sheets, today }: { plan: PlanView; sheets: readonly SheetListItem[]; today: string }) {
  const scale = useMemo(() => findScale(plan, sheets), [plan, sheets]);
  const rows = useMemo(() => listRows(plan, sheets), [plan, sheets]);
  const view = useWindow({ count: rows.length, rowHeight: ROW_HEIGHT });
  if (scale === null) return <p>Aucune fiche montrée n’a de date.</p>;
  const { years } = scale;
  const drawn = rows.slice(view.first, view.first + view.count);
  return (
    <>
      <section
        ref={view.scroller}
        className={view.isLong ? 'plan-window plan-calendar-window' : 'scroll-x'}
        aria-label="Calendrier des fiches"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a zone that scrolls must be reached by the keyboard (WCAG 2.1.1)
        tabIndex={0}
      >
        <table className="plan-calendar" {...(view.isLong && { 'aria-rowcount': rows.length + 1 })}>
          <caption className="visually-hidden">
            Calendrier des fiches, de {years[0]} à {years.at(-1)}
          </caption>
          <thead>
            <tr>
              <th scope="col">Fiche</th>
              <th scope="col">
                <span className="plan-years">
                  {years.map((year) => (
                    <span key={year}>{year}</span>
                  ))}
                </span>
              </th>
            </tr>
          </thead>
          <tbody>
            {view.above > 0 && <Spacer height={view.above} />}
            {drawn.map((row, position) => {
              const place = {
                'data-index': view.first + position,
                ref: view.measure,
                ...(view.isLong && { 'aria-rowindex': view.first + position + 2 }),
              };
              if (row.kind === 'axis')
                return (
                  <tr key={`axe ${row.axis.id}`} {...place}>
                    <th scope="rowgroup" colSpan={2} className="plan-calendar-axis">
                      {row.axis.id}. {row.axis.title}
                    </th>
                  </tr>
                );
              return (
                <tr key={row.sheet.id} {...place}>
                  <th scope="row">
                    <Link to={`/plan/fiches/${row.sheet.id}`}>
                      {row.sheet.id} {row.sheet.title}
                    </Link>
                  </th>
                  <td>
                    <Lane sheet={row.sheet} scale={scale} today={today} />
                  </td>
                </tr>
              );
            })}
            {view.below > 0 && <Spacer height={view.below} />}
          </tbody>
        </table>
      </section>
      <p className="small soft">Barre : du début à la fin. Losange vide : étape à faire ; plein : étape faite. Trait : aujourd’hui.</p>
    </>
  );
}

/** Stands for the rows out of view. */
function Spacer({ height }: { height: number }) {
  return (
    <tr>
      <td colSpan={2} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}

function Lane({ sheet: { startDate, endDate, steps }, scale, today }: { sheet: SheetListItem; scale: Scale; today: string }) {
  const { at, lastDay } = scale;
  const isIn = at(today) >= 0 && at(today) <= 100;
  return (
    <>
      <span className="visually-hidden">
        {startDate === null ? 'sans début' : `du ${formatDate(startDate)}`} {endDate === null ? 'sans fin' : `au ${formatDate(endDate)}`}
      </span>
      <span className="plan-lane" aria-hidden="true">
        {isIn && <span className="plan-today" style={{ left: `${at(today)}%` }} />}
        {startDate !== null && (
          <span
            className="plan-span"
            style={{ left: `${at(startDate)}%`, width: `${Math.max(0.5, at(endDate ?? lastDay) - at(startDate))}%` }}
          />
        )}
        {steps.map(
          ({ label, dueDate, doneDate }) =>
            dueDate !== null && (
              <span
                key={label}
                className={doneDate === null ? 'plan-step' : 'plan-step plan-step-done'}
                style={{ left: `${at(dueDate)}%` }}
                title={`${label}, ${formatDate(dueDate)}${doneDate === null ? '' : ` (faite le ${formatDate(doneDate)})`}`}
              />
            ),
        )}
      </span>
    </>
  );
}

/** Whole years, from the first date of the plan and of these sheets to the last; null when none of them has a date. */
function findScale({ plan }: PlanView, sheets: readonly SheetListItem[]): Scale | null {
  const dates = sheets.flatMap(({ startDate, endDate }) => [startDate, endDate]).filter((date) => date !== null);
  const sorted = [...dates, plan.startDate, plan.endDate].filter((date) => date !== null).sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return null;
  const firstYear = Number(first.slice(0, 4));
  const years = Array.from({ length: Number(last.slice(0, 4)) - firstYear + 1 }, (_, index) => firstYear + index);
  const [from, to] = [Date.parse(`${firstYear}-01-01`), Date.parse(`${years.at(-1)! + 1}-01-01`)];
  return {
    years,
    at: (date) => ((Date.parse(date) - from) / (to - from)) * 100,
    lastDay: new Date(to - DAY).toISOString().slice(0, 10),
  };
}

/** Each axis that has sheets here, then its sheets. */
function listRows({ plan }: PlanView, sheets: readonly SheetListItem[]): Row[] {
  const byAxis = Map.groupBy(sheets, ({ axisId }) => axisId);
  return plan.axes.flatMap((axis): Row[] => {
    const members = byAxis.get(axis.id);
    if (members === undefined) return [];
    return [{ kind: 'axis', axis }, ...members.map((sheet): Row => ({ kind: 'sheet', sheet }))];
  });
}
