import './plan.css';
import { apiPaths } from '@maillage/domain/api/paths.ts';
import { formatDate, formatEuros, formatNumber, formatRatioAsPercent } from '@maillage/domain/format.ts';
import { PUBLICS, SHEET_STATUSES } from '@maillage/domain/plans/plan.ts';
import { PUBLIC_LABELS, SHEET_STATUS_LABELS } from '@maillage/domain/plans/plan-labels.ts';
import type { PlanView, SheetListItem } from '@maillage/domain/plans/plan-view.ts';
import { axisProgress, isLate, totalBudget } from '@maillage/domain/plans/progress.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { planQuery } from '../api/plan-queries.ts';
import { communesQuery } from '../api/queries.ts';
import { useChoices } from '../trial/use-choices.ts';
import { CommuneSearch } from '../ui/CommuneSearch.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { ChoiceField } from '../ui/RangeField.tsx';
import { RequireRun } from '../ui/RequireRun.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ImportPanel } from './ImportPanel.tsx';
import { NewSheet, RemovedSheets } from './NewSheet.tsx';
import { PlanBoard } from './PlanBoard.tsx';
import { PlanCalendar } from './PlanCalendar.tsx';
import { PlanMap } from './PlanMap.tsx';
import { PlanTable } from './PlanTable.tsx';
import { FILTER_NAMES, filterSheets, ONLY, ONLY_LABELS, type PlanFilters } from './plan-filters.ts';
import { SavedViews } from './SavedViews.tsx';
import { todayIso } from './today.ts';
import { usePlaceGroups } from './use-place-groups.ts';

const VIEWS = [
  { id: 'fiches', label: 'Fiches' },
  { id: 'tableau', label: 'Tableau d’avancement' },
  { id: 'calendrier', label: 'Calendrier' },
  { id: 'carte', label: 'Carte' },
] as const;

/** Que faisons-nous ? The plan: its axes, its sheets as a table, a board, a calendar and a map. The address holds view and filters. */
export function PlanPage() {
  return <RequireRun>{(run) => <Plan run={run} />}</RequireRun>;
}

function Plan({ run }: { run: RunSummary }) {
  const { read } = useChoices();
  const view = VIEWS.find(({ id }) => id === read('vue'));
  usePageTitle(view === undefined ? 'Que faisons-nous ?' : `Que faisons-nous ? ${view.label}`);
  const { data, error, refetch } = useQuery(planQuery);
  return (
    <main id="contenu" className="page page-wide" tabIndex={-1}>
      <h1>Que faisons-nous ?</h1>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!error && data === undefined && <Skeleton size="page" label="Lecture du plan…" />}
      {data && (data.plan.axes.length === 0 ? <NoPlan plan={data} /> : <WholePlan plan={data} run={run} />)}
    </main>
  );
}

function NoPlan({ plan }: { plan: PlanView }) {
  return (
    <>
      <p className="lead">
        Ce schéma n’a pas encore de programme d’actions. Un fichier suffit pour commencer : un tableau de fiches (CSV ou classeur), ou
        l’export d’un autre Maillage.
      </p>
      {plan.rights.includes('plan.write') && (
        <>
          <p>
            <Link to="/plan/axes">Ou commencez par ses axes et ses organismes.</Link>
          </p>
          <ImportPanel />
        </>
      )}
    </>
  );
}

function WholePlan({ plan, run }: { plan: PlanView; run: RunSummary }) {
  const { read, write, change, reset, isChanged } = useChoices();
  const { data: communes = [] } = useQuery(communesQuery(run.id));
  const groups = usePlaceGroups(run, plan.sheets);
  const today = todayIso();
  const filters = Object.fromEntries(FILTER_NAMES.map((name) => [name, read(name)])) as PlanFilters;
  const key = FILTER_NAMES.map((name) => filters[name] ?? '').join('\u0000');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the filters are read from the address, whose text is the key
  const sheets = useMemo(() => filterSheets(plan, filters, { today, groups }), [plan, key, today, groups]);
  const view = VIEWS.find(({ id }) => id === read('vue'))?.id ?? 'fiches';
  const leads = [...new Set(plan.sheets.flatMap(({ lead, coLeads }) => [lead, ...coLeads]))].filter((name) => name !== null).sort();
  const any = { id: '', label: 'Tous' };
  const named = communes.find(({ code }) => code === filters.commune);
  return (
    <>
      <p className="lead">
        {tellPlan(plan, today)}{' '}
        <span className="no-print">
          <Link to="/procedure">Où en est le schéma ?</Link>
          {plan.rights.includes('plan.write') && (
            <>
              {' · '}
              <Link to="/plan/axes">Axes, objectifs et organismes</Link>
            </>
          )}
          {plan.rights.includes('accounts.manage') && (
            <>
              {' · '}
              <Link to="/partenaires">Partenaires et droits</Link>
            </>
          )}
        </span>
      </p>
      <Axes plan={plan} today={today} onChoose={(id) => write('axe', filters.axe === id ? null : id)} chosen={filters.axe} />
      <section className="plan-filters no-print" aria-label="Filtres">
        <div className="field">
          <label htmlFor="plan-mots">Chercher dans les fiches</label>
          <input
            id="plan-mots"
            className="input"
            type="search"
            value={filters.mots ?? ''}
            onChange={(event) => write('mots', event.target.value || null)}
          />
        </div>
        <ChoiceField
          label="État"
          value={filters.etat ?? ''}
          choices={[any, ...SHEET_STATUSES.map((id) => ({ id, label: SHEET_STATUS_LABELS[id] }))]}
          onChange={(id) => write('etat', id || null)}
        />
        <ChoiceField
          label="Pilote"
          value={filters.pilote ?? ''}
          choices={[any, ...leads.map((name) => ({ id: name, label: name }))]}
          onChange={(id) => write('pilote', id || null)}
        />
        <ChoiceField
          label="Public"
          value={filters.public ?? ''}
          choices={[any, ...PUBLICS.map((id) => ({ id, label: PUBLIC_LABELS[id] }))]}
          onChange={(id) => write('public', id || null)}
        />
        <ChoiceField
          label="Seulement"
          value={filters.seulement ?? ''}
          choices={[{ id: '', label: 'Toutes les fiches' }, ...ONLY.map((id) => ({ id, label: ONLY_LABELS[id] }))]}
          onChange={(id) => write('seulement', id || null)}
        />
        <CommuneSearch communes={communes} label="Qui concernent une commune" onChoose={(code) => write('commune', code)} />
      </section>
      <p className="plan-said" role="status">
        {formatNumber(sheets.length)} fiche{sheets.length > 1 ? 's' : ''}
        {sheets.length !== plan.sheets.length && ` sur ${formatNumber(plan.sheets.length)}`}
        {named && ` qui concernent ${named.name}`}{' '}
        {isChanged(FILTER_NAMES) && (
          <button type="button" className="text-button no-print" onClick={() => reset(FILTER_NAMES)}>
            Tout revoir
          </button>
        )}
      </p>
      <SavedViews read={read} change={change} />
      <section className="plan-views no-print" aria-label="Présentation">
        {VIEWS.map(({ id, label }) => (
          <button
            key={id}
            type="button"
            className="button"
            aria-pressed={view === id}
            onClick={() => write('vue', id === 'fiches' ? null : id)}
          >
            {label}
          </button>
        ))}
      </section>
      {view === 'fiches' && <PlanTable plan={plan} sheets={sheets} today={today} />}
      {view === 'tableau' && <PlanBoard sheets={sheets} today={today} />}
      {view === 'calendrier' && <PlanCalendar plan={plan} sheets={sheets} today={today} />}
      {view === 'carte' && <PlanMap run={run} sheets={sheets} groups={groups} communes={communes} />}
      <NewSheet plan={plan} />
      {plan.rights.includes('sheet.remove') && <RemovedSheets />}
      <Files canImport={plan.rights.includes('plan.write')} />
    </>
  );
}

/** The answer in a sentence, from the plan itself. */
function tellPlan({ plan, sheets, hiddenCount }: PlanView, today: string): string {
  const count = (status: SheetListItem['status']) => sheets.filter((sheet) => sheet.status === status).length;
  const late = sheets.filter((sheet) => isLate(sheet, today)).length;
  const blocked = sheets.filter(({ blockedReason }) => blockedReason !== '').length;
  const { plannedEuros, spentEuros } = totalBudget(sheets.flatMap(({ budget }) => budget));
  const money =
    plannedEuros === null
      ? ''
      : ` ${formatEuros(plannedEuros)} sont prévus${spentEuros === null ? '' : `, ${formatEuros(spentEuros)} dépensés`}.`;
  const dates = plan.startDate && plan.endDate ? `, du ${formatDate(plan.startDate)} au ${formatDate(plan.endDate)}` : '';
  const plural = (value: number, one: string, many: string) => `${formatNumber(value)} ${value > 1 ? many : one}`;
  return [
    `${plural(sheets.length, 'fiche', 'fiches')} en ${plural(plan.axes.length, 'axe', 'axes')}${dates}.`,
    ` ${plural(count('underway'), 'est en cours', 'sont en cours')}, ${plural(count('done'), 'terminée', 'terminées')}`,
    `, ${plural(blocked, 'bloquée', 'bloquées')}, ${late} en retard.`,
    money,
    hiddenCount > 0 ? ` ${plural(hiddenCount, 'fiche est', 'fiches sont')} encore en discussion entre les partenaires.` : '',
  ].join('');
}

function Axes({ plan, today, chosen, onChoose }: { plan: PlanView; today: string; chosen: string | null; onChoose(id: string): void }) {
  return (
    <ol className="plan-axes" aria-label="Axes">
      {plan.plan.axes.map((axis) => {
        const sheets = plan.sheets.filter(({ axisId }) => axisId === axis.id);
        const progress = axisProgress(axis, sheets, today);
        return (
          <li key={axis.id}>
            <button type="button" className="plan-axis" aria-pressed={chosen === axis.id} onClick={() => onChoose(axis.id)}>
              <span className="plan-axis-number">{axis.id}</span>
              <span className="plan-axis-title">{axis.title}</span>
              <span className="small soft">
                {sheets.length} fiche{sheets.length > 1 ? 's' : ''} ·{' '}
                {progress === null ? 'avancement non renseigné' : `avancement ${formatRatioAsPercent(progress, 0)}`}
              </span>
              <span className="plan-bar" aria-hidden="true">
                <span style={{ width: `${Math.round((progress ?? 0) * 100)}%` }} />
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

function Files({ canImport }: { canImport: boolean }) {
  return (
    <section className="section no-print">
      <h2>Le plan en fichiers</h2>
      <p>Les trois premiers se modifient dans un tableur ou un éditeur, puis se réimportent : rien ne change sans que vous l’ayez vu.</p>
      <p className="plan-files">
        <a className="button" href={apiPaths.planFile('xlsx')} download>
          Classeur (XLSX)
        </a>
        <a className="button" href={apiPaths.planFile('csv')} download>
          Tableau (CSV)
        </a>
        <a className="button" href={apiPaths.planFile('json')} download>
          Données (JSON)
        </a>
        <a className="button" href={apiPaths.planFile('docx')} download>
          Document à lire (Word)
        </a>
      </p>
      {canImport && <ImportPanel />}
    </section>
  );
}
