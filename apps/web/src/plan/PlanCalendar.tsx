import { formatDate } from '@maillage/domain/format.ts';
import type { PlanView, SheetListItem } from '@maillage/domain/plans/plan-view.ts';
import { Link } from 'react-router';
import { ScrollZone } from '../ui/ScrollZone.tsx';

const DAY = 86_400_000;

/** The sheets along the years of the plan: a bar from start to end, its steps as marks, today as a line. A table for whoever reads it. */
export function PlanCalendar({ plan, sheets, today }: { plan: PlanView; sheets: readonly SheetListItem[]; today: string }) {
  const dates = sheets.flatMap(({ startDate, endDate }) => [startDate, endDate]).filter((date) => date !== null);
  const first = [...dates, plan.plan.startDate].filter((date) => date !== null).sort()[0];
  const last = [...dates, plan.plan.endDate]
    .filter((date) => date !== null)
    .sort()
    .at(-1);
  if (first === undefined || last === undefined) return <p>Aucune fiche montrée n’a de date.</p>;
  const years = Array.from(
    { length: Number(last.slice(0, 4)) - Number(first.slice(0, 4)) + 1 },
    (_, index) => Number(first.slice(0, 4)) + index,
  );
  const [from, to] = [Date.parse(`${years[0]}-01-01`), Date.parse(`${years.at(-1)! + 1}-01-01`)];
  const at = (date: string) => ((Date.parse(date) - from) / (to - from)) * 100;
  const isIn = at(today) >= 0 && at(today) <= 100;
  return (
    <ScrollZone label="Calendrier des fiches">
      <table className="plan-calendar">
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
          {plan.plan.axes.flatMap((axis) => {
            const members = sheets.filter(({ axisId }) => axisId === axis.id);
            if (members.length === 0) return [];
            return [
              <tr key={`axe ${axis.id}`}>
                <th scope="rowgroup" colSpan={2} className="plan-calendar-axis">
                  {axis.id}. {axis.title}
                </th>
              </tr>,
              ...members.map(({ id, title, startDate, endDate, steps }) => (
                <tr key={id}>
                  <th scope="row">
                    <Link to={`/plan/fiches/${id}`}>
                      {id} {title}
                    </Link>
                  </th>
                  <td>
                    <span className="visually-hidden">
                      {startDate === null ? 'sans début' : `du ${formatDate(startDate)}`}{' '}
                      {endDate === null ? 'sans fin' : `au ${formatDate(endDate)}`}
                    </span>
                    <span className="plan-lane" aria-hidden="true">
                      {isIn && <span className="plan-today" style={{ left: `${at(today)}%` }} />}
                      {startDate !== null && (
                        <span
                          className="plan-span"
                          style={{
                            left: `${at(startDate)}%`,
                            width: `${Math.max(0.5, at(endDate ?? new Date(to - DAY).toISOString().slice(0, 10)) - at(startDate))}%`,
                          }}
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
                  </td>
                </tr>
              )),
            ];
          })}
        </tbody>
      </table>
      <p className="small soft">Barre : du début à la fin. Losange vide : étape à faire ; plein : étape faite. Trait : aujourd’hui.</p>
    </ScrollZone>
  );
}
