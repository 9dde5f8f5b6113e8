import './procedure.css';
import { apiPaths } from '@maillage/domain/api/paths.ts';
import { formatDate } from '@maillage/domain/format.ts';
import type { ClauseResult } from '@maillage/domain/schemes/completeness.ts';
import {
  ACT_LABELS,
  BODY_LABELS,
  OPINION_LABELS,
  SCHEME_STATE_LABELS,
  type SchemeState,
  WORKFLOWS,
} from '@maillage/domain/schemes/procedure.ts';
import { type SchemeView, schemeView } from '@maillage/domain/schemes/scheme-view.ts';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { apiGet, apiPost } from '../api/client.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { ScrollZone } from '../ui/ScrollZone.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ActForm } from './ActForm.tsx';
import { Reminders } from './Reminders.tsx';

export const schemeQuery = queryOptions({ queryKey: ['scheme'], queryFn: () => apiGet(apiPaths.scheme, schemeView), staleTime: 5_000 });

const STEPS: readonly SchemeState[] = [
  ...(['preparation', 'diagnosis', 'draft', 'epciConsultation', 'draftAmended', 'regionalConsultation'] as const),
  ...(['departmentDeliberation', 'decreeSigned', 'inForce'] as const),
];

/** Where the scheme stands in its legal life, who must still answer and by when, and what the decree still asks for. */
export function ProcedurePage() {
  usePageTitle('Où en est le schéma ?');
  const { data, error, refetch } = useQuery(schemeQuery);
  return (
    <main id="contenu" className="page" tabIndex={-1}>
      <h1>Où en est le schéma ?</h1>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!error && data === undefined && <Skeleton size="page" label="Lecture de la procédure…" />}
      {data && <Procedure scheme={data} />}
    </main>
  );
}

function Procedure({ scheme }: { scheme: SchemeView }) {
  const met = scheme.completeness.filter(({ state }) => state === 'met').length;
  const awaited = scheme.bodies.filter(({ opinion }) => opinion === 'awaited').length;
  return (
    <>
      <p className="lead">
        {WORKFLOWS[scheme.kind].label} : {SCHEME_STATE_LABELS[scheme.state]}.{' '}
        {scheme.startDate && scheme.endDate && `En vigueur du ${formatDate(scheme.startDate)} au ${formatDate(scheme.endDate)}. `}
        {awaited > 0 && `${awaited} avis ${awaited > 1 ? 'sont attendus' : 'est attendu'}. `}
        {met} exigences des textes sur {scheme.completeness.length} sont satisfaites.
      </p>
      <ol className="steps" aria-label="Étapes de la procédure">
        {STEPS.map((step, index) => {
          const at = STEPS.indexOf(scheme.state);
          const isCurrent = step === scheme.state;
          return (
            <li key={step} aria-current={isCurrent ? 'step' : undefined} data-done={at === -1 || index < at || undefined}>
              {SCHEME_STATE_LABELS[step]}
              {(at === -1 || index < at) && <span className="visually-hidden"> (faite)</span>}
            </li>
          );
        })}
      </ol>
      <Completeness clauses={scheme.completeness} />
      <Deadlines scheme={scheme} />
      <Bodies scheme={scheme} />
      {scheme.canWrite && <ActForm scheme={scheme} />}
      <Acts scheme={scheme} />
    </>
  );
}

const CLAUSE_TAGS: Readonly<Record<ClauseResult['state'], { tag: string; text: string }>> = {
  met: { tag: 'tag-success', text: 'satisfaite' },
  partial: { tag: 'tag-warning', text: 'en partie' },
  missing: { tag: 'tag-error', text: 'manque' },
};

function Completeness({ clauses }: { clauses: readonly ClauseResult[] }) {
  return (
    <section className="section">
      <h2>Ce que demandent les textes</h2>
      <ul className="clauses">
        {clauses.map(({ id, clause, reference, state, evidence, missing, mend }) => (
          <li key={id}>
            <p>
              <span className={`tag ${CLAUSE_TAGS[state].tag}`}>{CLAUSE_TAGS[state].text}</span> <strong>{clause}</strong>{' '}
              <span className="small soft">{reference}</span>
            </p>
            {evidence.length > 0 && (
              <p>
                {evidence.map(({ text, href }, index) => (
                  <span key={text}>
                    {index > 0 && ' ; '}
                    <Link to={href}>{text}</Link>
                  </span>
                ))}
                .
              </p>
            )}
            {missing.map((text) => (
              <p key={text}>Manque : {text}</p>
            ))}
            {mend !== null && (
              <p>
                <Link to={mend.href}>{mend.text}</Link>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Deadlines({ scheme }: { scheme: SchemeView }) {
  const grouped = [...Map.groupBy(scheme.deadlines, ({ date }) => date)];
  return (
    <section className="section">
      <h2>Dates à venir</h2>
      {grouped.length === 0 && <p className="soft">Aucune date n’est fixée à cette étape.</p>}
      <dl className="deadlines">
        {grouped.map(([date, list]) => (
          <div key={date}>
            <dt>{formatDate(date)}</dt>
            <dd>{list.length > 3 ? `${list.length} avis : dernier jour.` : list.map(({ text }) => text).join(' ')}</dd>
          </div>
        ))}
      </dl>
      <Reminders />
    </section>
  );
}

function Bodies({ scheme }: { scheme: SchemeView }) {
  if (scheme.bodies.length === 0) return null;
  return (
    <section className="section">
      <h2>Avis</h2>
      <ScrollZone label="Avis demandés">
        <table>
          <thead>
            <tr>
              <th scope="col">Instance</th>
              <th scope="col">Projet transmis le</th>
              <th scope="col">Dernier jour</th>
              <th scope="col">Avis</th>
            </tr>
          </thead>
          <tbody>
            {scheme.bodies.map((body) => (
              <tr key={`${body.kind} ${body.code}`}>
                <th scope="row">
                  {body.name} <span className="small soft">{BODY_LABELS[body.kind]}</span>
                </th>
                <td>{body.transmittedOn === null ? 'pas encore' : formatDate(body.transmittedOn)}</td>
                <td>{body.deadline === null ? '' : formatDate(body.deadline)}</td>
                <td>
                  {body.opinion === null ? '' : OPINION_LABELS[body.opinion]}
                  {body.givenOn !== null && `, le ${formatDate(body.givenOn)}`}
                  {body.isLate && ' (hors délai)'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollZone>
    </section>
  );
}

function Acts({ scheme }: { scheme: SchemeView }) {
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: (position: number) => apiPost(apiPaths.cancelAct(position), schemeView, {}),
    onSuccess: (next) => client.setQueryData(schemeQuery.queryKey, next),
  });
  const last = scheme.acts.findLast(({ isCancelled }) => !isCancelled)?.position;
  return (
    <section className="section">
      <h2>Actes enregistrés</h2>
      {scheme.acts.length === 0 && <p className="soft">Aucun acte n’est enregistré : le schéma est en préparation.</p>}
      <ol className="acts">
        {scheme.acts.map(({ position, act, author, isCancelled }) => (
          <li key={position}>
            <span className={isCancelled ? 'act-cancelled' : undefined}>
              {formatDate(act.date)} : {ACT_LABELS[act.type]}
              {'bodyName' in act && `, ${act.bodyName}`}
              {act.type === 'opinion' && ` (${OPINION_LABELS[act.value]})`}
              {act.type === 'deliberation' && (act.favourable ? ', favorable' : ', défavorable')}
              {'reference' in act && act.reference !== '' && `, ${act.reference}`}
              {act.type === 'agreement' && `, ${act.signatories.join(', ')}`}
              {act.note !== '' && `. ${act.note}`}
            </span>
            {isCancelled && ' (annulé)'}
            {author !== '' && <span className="small soft"> Enregistré par {author}.</span>}
            {scheme.canWrite && position === last && (
              <>
                {' '}
                <button
                  type="button"
                  className="text-button small no-print"
                  disabled={cancel.isPending}
                  onClick={() => cancel.mutate(position)}
                >
                  Annuler cet acte
                </button>
              </>
            )}
          </li>
        ))}
      </ol>
      {cancel.error && <ErrorNotice error={cancel.error} />}
    </section>
  );
}
