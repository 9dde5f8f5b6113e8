import { formatDate, formatEuros, formatNumber, formatRatioAsPercent, MISSING_TEXT } from '@maillage/domain/format.ts';
import type { ActionPlace, ActionSheet } from '@maillage/domain/plans/plan.ts';
import {
  BUDGET_NATURE_LABELS,
  CHANNEL_LABELS,
  INDICATOR_KIND_LABELS,
  OPERATION_STATUS_LABELS,
  PLACE_KIND_LABELS,
  PRIORITY_LABELS,
  PUBLIC_LABELS,
} from '@maillage/domain/plans/plan-labels.ts';
import type { PlanView, SheetView } from '@maillage/domain/plans/plan-view.ts';
import { type Light, readProgress, totalBudget } from '@maillage/domain/plans/progress.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { typeset } from '@maillage/domain/typography.ts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { chapterQuery } from '../api/chapter-query.ts';
import { communesQuery, diagnosisQuery } from '../api/queries.ts';
import { territoriesQuery } from '../api/territory-queries.ts';
import { ScrollZone } from '../ui/ScrollZone.tsx';
import { StatusTag } from './StatusTag.tsx';
import { todayIso } from './today.ts';

export const LIGHT_LABELS: Readonly<Record<Light, string>> = {
  green: 'suit le calendrier',
  amber: 'un peu en retard',
  red: 'en retard',
  grey: 'non renseigné',
};
const LIGHT_TAGS: Readonly<Record<Light, string>> = { green: 'tag-success', amber: 'tag-warning', red: 'tag-error', grey: '' };

interface SheetReadingProps {
  view: SheetView;
  plan: PlanView;
  run: RunSummary;
  onEdit(): void;
}

/** The sheet as it is read and printed, on one or two pages. */
export function SheetReading({ view, plan, run, onEdit }: SheetReadingProps) {
  const { sheet, rights } = view;
  const today = todayIso();
  const objective = plan.plan.axes.flatMap(({ objectives }) => objectives).find(({ id }) => id === sheet.objectiveId);
  return (
    <article>
      <header>
        <h1>
          {sheet.id} {typeset(sheet.title)}
        </h1>
        <p className="sheet-head">
          <StatusTag sheet={sheet} today={today} />
          {rights.includes('sheet.write') && (
            <button type="button" className="button no-print" onClick={onEdit}>
              Modifier cette fiche
            </button>
          )}
          <button type="button" className="button no-print" onClick={() => print()}>
            Imprimer
          </button>
        </p>
        {sheet.blockedReason !== '' && (
          <p className="notice notice-error">
            <strong>Bloquée :</strong> {typeset(sheet.blockedReason)}
          </p>
        )}
      </header>
      <div className="sheet-grid">
        <section>
          <h2>Qui, quand, pour qui</h2>
          <dl className="sheet-facts">
            <Fact name="Objectif">{objective && typeset(objective.title)}</Fact>
            <Fact name="Priorité">{sheet.priority && PRIORITY_LABELS[sheet.priority]}</Fact>
            <Fact name="Pilote">{sheet.lead}</Fact>
            <Fact name="Copilotes">{joined(sheet.coLeads)}</Fact>
            <Fact name="Partenaires">{joined(sheet.partners)}</Fact>
            <Fact name="Responsable juridique">{sheet.legalOwner}</Fact>
            <Fact name="Calendrier">{tellDates(sheet)}</Fact>
            <Fact name="Publics">{joined(sheet.publics.map((one) => PUBLIC_LABELS[one]))}</Fact>
            <Fact name="Canaux">{joined(sheet.channels.map((one) => CHANNEL_LABELS[one]))}</Fact>
            <Fact name="Équivalents temps plein">{sheet.fte === null ? null : formatNumber(sheet.fte, 2)}</Fact>
            <Fact name="Schémas liés">{joined(sheet.relatedSchemes)}</Fact>
            <Fact name="Dépend de">
              {sheet.dependsOn.length === 0
                ? 'aucune fiche'
                : sheet.dependsOn.map((id) => (
                    <Link key={id} to={`/plan/fiches/${id}`}>
                      fiche {id}{' '}
                    </Link>
                  ))}
            </Fact>
          </dl>
        </section>
        <section>
          <h2>Où</h2>
          <Places places={sheet.places} run={run} />
          <Findings ids={sheet.findingIds} run={run} />
        </section>
      </div>
      <Text title="Pourquoi" text={sheet.context} />
      <Text title="Ce que l’on vise" text={sheet.aims} />
      <Text title="Ce que l’on fait" text={sheet.description} />
      <Text title="Ce qui pourrait l’empêcher" text={sheet.risks} />
      <Indicators sheet={sheet} today={today} />
      <Budget sheet={sheet} />
      <Steps sheet={sheet} today={today} />
    </article>
  );
}

const joined = (names: readonly string[]) => (names.length === 0 ? null : names.join(', '));

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children || <span className="missing">{MISSING_TEXT}</span>}</dd>
    </>
  );
}

function tellDates({ startDate, endDate }: ActionSheet): string | null {
  if (startDate === null && endDate === null) return null;
  return [startDate && `du ${formatDate(startDate)}`, endDate && `au ${formatDate(endDate)}`].filter(Boolean).join(' ');
}

function Text({ title, text }: { title: string; text: string }) {
  if (text === '') return null;
  return (
    <section className="section">
      <h2>{title}</h2>
      <p className="sheet-text">{typeset(text)}</p>
    </section>
  );
}

function Places({ places, run }: { places: readonly ActionPlace[]; run: RunSummary }) {
  const { data: communes } = useQuery(communesQuery(run.id));
  const { data: territories } = useQuery(territoriesQuery(run.id));
  const { data: quarters } = useQuery({ ...chapterQuery(run.id, 'quarters'), enabled: places.some(({ kind }) => kind === 'qpv') });
  if (places.length === 0) return <p className="missing">Aucun lieu n’est dit.</p>;
  const nameOf = ({ kind, code, name }: ActionPlace) => {
    if (name !== '') return name;
    if (kind === 'commune') return communes?.find((one) => one.code === code)?.name ?? code;
    if (kind === 'departement') return run.departementName;
    if (kind === 'qpv') return quarters?.summaries.find((one) => one.qpvCode === code)?.name ?? code;
    return territories?.find((one) => one.kind === kind && one.code === code)?.name ?? code;
  };
  const addresses: Partial<Record<ActionPlace['kind'], string>> = { commune: '/commune/', epci: '/territoire/epci/', qpv: '/quartiers/' };
  return (
    <ul>
      {places.map((place) => {
        const address = addresses[place.kind];
        const text = `${PLACE_KIND_LABELS[place.kind]} : ${nameOf(place)}`;
        return (
          <li key={`${place.kind} ${place.code} ${place.name}`}>
            {address === undefined ? text : <Link to={`${address}${encodeURIComponent(place.code)}`}>{text}</Link>}
          </li>
        );
      })}
    </ul>
  );
}

function Findings({ ids, run }: { ids: readonly string[]; run: RunSummary }) {
  const { data } = useQuery(diagnosisQuery(run.id));
  if (ids.length === 0) return null;
  return (
    <>
      <h3>Les constats auxquels elle répond</h3>
      <ul>
        {ids.map((id) => {
          const found = data?.findings.find((one) => one.id === id);
          return (
            <li key={id}>
              {found === undefined ? (
                <span className="missing">constat « {id} », absent de ce calcul</span>
              ) : (
                <Link to="/constats">{found.title}</Link>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Indicators({ sheet, today }: { sheet: ActionSheet; today: string }) {
  if (sheet.indicators.length === 0) return null;
  return (
    <section className="section">
      <h2>Indicateurs</h2>
      <ScrollZone label="Indicateurs">
        <table>
          <thead>
            <tr>
              <th scope="col">Indicateur</th>
              <th scope="col">Sorte</th>
              <th scope="col" className="number">
                Départ
              </th>
              <th scope="col" className="number">
                Dernière valeur
              </th>
              <th scope="col" className="number">
                Cible
              </th>
              <th scope="col" className="number">
                Avancement
              </th>
              <th scope="col">Au regard du calendrier</th>
            </tr>
          </thead>
          <tbody>
            {sheet.indicators.map((indicator) => {
              const { value, progressRatio, light } = readProgress(indicator, today);
              const last = indicator.series.filter(({ date }) => date <= today).at(-1);
              return (
                <tr key={indicator.id}>
                  <th scope="row">
                    {typeset(indicator.label)}
                    {indicator.source !== '' && (
                      <>
                        <br />
                        <span className="small soft">Source : {indicator.source}</span>
                      </>
                    )}
                  </th>
                  <td>{INDICATOR_KIND_LABELS[indicator.kind]}</td>
                  <td className="number">{measured(indicator.baseline?.value ?? null, indicator.unit)}</td>
                  <td className="number">
                    {measured(value, indicator.unit)}
                    {last && <span className="small soft"> au {formatDate(last.date)}</span>}
                  </td>
                  <td className="number">
                    {measured(indicator.target?.value ?? null, indicator.unit)}
                    {indicator.target && <span className="small soft"> au {formatDate(indicator.target.date)}</span>}
                  </td>
                  <td className="number">{formatRatioAsPercent(progressRatio, 0)}</td>
                  <td>
                    <span className={`tag ${LIGHT_TAGS[light]}`}>{LIGHT_LABELS[light]}</span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollZone>
    </section>
  );
}

const measured = (value: number | null, unit: string) =>
  value === null ? MISSING_TEXT : `${formatNumber(value, Number.isInteger(value) ? 0 : 2)}${unit === '' ? '' : ` ${unit}`}`;

function Budget({ sheet }: { sheet: ActionSheet }) {
  if (sheet.budget.length === 0) return null;
  const totals = totalBudget(sheet.budget);
  return (
    <section className="section">
      <h2>Moyens</h2>
      <ScrollZone label="Moyens">
        <table>
          <thead>
            <tr>
              <th scope="col">Financeur</th>
              <th scope="col">Année</th>
              <th scope="col">Nature</th>
              <th scope="col" className="number">
                Prévu
              </th>
              <th scope="col" className="number">
                Dépensé
              </th>
            </tr>
          </thead>
          <tbody>
            {sheet.budget.map((line) => (
              <tr key={`${line.funder} ${line.year} ${line.nature}`}>
                <th scope="row">{line.funder}</th>
                <td>{line.year}</td>
                <td>{BUDGET_NATURE_LABELS[line.nature]}</td>
                <td className="number">{formatEuros(line.plannedEuros)}</td>
                <td className="number">{formatEuros(line.spentEuros)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={3}>
                Total
              </th>
              <td className="number">{formatEuros(totals.plannedEuros)}</td>
              <td className="number">{formatEuros(totals.spentEuros)}</td>
            </tr>
          </tfoot>
        </table>
      </ScrollZone>
    </section>
  );
}

function Steps({ sheet, today }: { sheet: ActionSheet; today: string }) {
  if (sheet.steps.length + sheet.operations.length === 0) return null;
  return (
    <section className="section">
      <h2>Étapes et opérations</h2>
      <ul>
        {sheet.steps.map(({ label, dueDate, doneDate }) => (
          <li key={label}>
            {typeset(label)} :{' '}
            {doneDate === null ? (dueDate === null ? 'sans date' : `prévue le ${formatDate(dueDate)}`) : `faite le ${formatDate(doneDate)}`}
            {doneDate === null && dueDate !== null && dueDate < today && ' (en retard)'}
          </li>
        ))}
        {sheet.operations.map(({ id, title, status, lead, startDate, endDate }) => (
          <li key={`opération ${id}`}>
            Opération « {typeset(title)} », {OPERATION_STATUS_LABELS[status]}
            {lead && `, ${lead}`}
            {startDate && `, du ${formatDate(startDate)}`}
            {endDate && ` au ${formatDate(endDate)}`}
          </li>
        ))}
      </ul>
    </section>
  );
}
