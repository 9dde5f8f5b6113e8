import './accounts.css';
import { type AccountsView, type AuditEntry, invitationAnswer } from '@maillage/domain/accounts/account-view.ts';
import { partText } from '@maillage/domain/accounts/part-text.ts';
import { actsForOwner, LEVEL_LABELS, LEVELS, OWNER_LABELS, PLAN_OWNERS, type PlanOwner } from '@maillage/domain/accounts/rights.ts';
import { apiPaths } from '@maillage/domain/api/paths.ts';
import { formatDate } from '@maillage/domain/format.ts';
import type { PlanView } from '@maillage/domain/plans/plan-view.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import { accountsQuery, auditQuery } from '../api/account-queries.ts';
import { apiPost, apiWrite } from '../api/client.ts';
import { planQuery } from '../api/plan-queries.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { ChoiceField } from '../ui/RangeField.tsx';
import { ScrollZone } from '../ui/ScrollZone.tsx';
import { SearchChoiceField } from '../ui/SearchChoiceField.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { TextInput } from './TextInput.tsx';

const OWNER_CHOICES: readonly { id: PlanOwner | ''; label: string }[] = [
  { id: '', label: 'aucun des deux' },
  ...PLAN_OWNERS.map((id) => ({ id, label: OWNER_LABELS[id] })),
];

/** Who works on the scheme, with which right on which part; invitations; the journal of writes. */
export function PartnersPage() {
  usePageTitle('Partenaires et droits');
  const { data, error } = useQuery(accountsQuery);
  const { data: plan } = useQuery(planQuery);
  return (
    <main id="contenu" className="page" tabIndex={-1}>
      <h1>Partenaires et droits</h1>
      <p className="lead">Deux propriétaires égaux, le Département et la Préfecture, invitent chacun à sa part.</p>
      {error && <ErrorNotice error={error} />}
      {!error && (data === undefined || plan === undefined) && <Skeleton size="page" label="Lecture des comptes…" />}
      {data && plan && (
        <>
          <Members accounts={data} />
          <Invite accounts={data} plan={plan} />
          <Journal />
        </>
      )}
    </main>
  );
}

function Members({ accounts }: { accounts: AccountsView }) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: (id: string) => apiWrite('DELETE', apiPaths.grant(id), z.object({})),
    onSuccess: () => client.invalidateQueries({ queryKey: accountsQuery.queryKey }),
  });
  const unheld = PLAN_OWNERS.filter((owner) => !accounts.members.some((one) => one.owner === owner));
  if (accounts.members.length === 0)
    return (
      <p className="notice">
        Personne n’a encore de compte. Invitez d’abord un propriétaire : tant qu’il n’y en a pas, qui est à cette machine peut tout.
      </p>
    );
  return (
    <section className="section">
      <h2>Personnes</h2>
      <ScrollZone label="Personnes et droits">
        <table>
          <thead>
            <tr>
              <th scope="col">Nom</th>
              <th scope="col">Organisme</th>
              <th scope="col">Droit</th>
              <th scope="col">Sur</th>
              <th scope="col">Second facteur</th>
              <th scope="col">
                <span className="visually-hidden">Action</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {accounts.members.map((member) => (
              <tr key={member.id}>
                <th scope="row">
                  {member.name} <span className="small soft">{member.email}</span>
                </th>
                <td>
                  {member.organisation}
                  {member.owner !== null && <span className="small soft"> décide pour {OWNER_LABELS[member.owner]}</span>}
                </td>
                <td>{LEVEL_LABELS[member.level]}</td>
                <td>{partText(member.part)}</td>
                <td>{member.hasSecondFactor ? 'oui' : 'non'}</td>
                <td>
                  {member.isRemovable ? (
                    <button type="button" className="text-button" onClick={() => remove.mutate(member.id)}>
                      Retirer ce droit
                      <span className="visually-hidden">
                        {' '}
                        à {member.name} sur {partText(member.part)}
                      </span>
                    </button>
                  ) : (
                    <span className="small soft">Seule cette personne y renonce, ou un propriétaire de la même institution le retire</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollZone>
      {unheld.map((owner) => (
        <p key={owner} className="notice">
          Personne ne décide encore pour {OWNER_LABELS[owner]} : aucune fiche proposée ne peut devenir publique. Invitez un propriétaire qui
          décide pour {OWNER_LABELS[owner]}.
        </p>
      ))}
      {remove.error && <ErrorNotice error={remove.error} />}
    </section>
  );
}

function Invite({ accounts, plan }: { accounts: AccountsView; plan: PlanView }) {
  const client = useQueryClient();
  const [email, setEmail] = useState('');
  const [organisation, setOrganisation] = useState('');
  const [level, setLevel] = useState<(typeof LEVELS)[number]>(accounts.members.length === 0 ? 'own' : 'contribute');
  const [part, setPart] = useState('scheme');
  const [owner, setOwner] = useState<PlanOwner | ''>('');
  const decides = actsForOwner(level);
  const refresh = () => client.invalidateQueries({ queryKey: accountsQuery.queryKey });
  const send = useMutation({
    mutationFn: () =>
      apiPost(apiPaths.invitations, invitationAnswer, {
        ...{ email, organisation, level, part },
        owner: decides && owner !== '' ? owner : null,
      }),
    onSuccess: refresh,
  });
  const revoke = useMutation({ mutationFn: (id: string) => apiWrite('DELETE', apiPaths.invitation(id), z.object({})), onSuccess: refresh });
  return (
    <section className="section">
      <h2>Inviter</h2>
      <form
        className="invite-form"
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate();
        }}
      >
        <TextInput label="Adresse électronique" type="email" autoComplete="off" value={email} onChange={setEmail} />
        <TextInput label="Organisme" type="text" autoComplete="organization" value={organisation} onChange={setOrganisation} />
        <ChoiceField
          label="Droit"
          value={level}
          choices={LEVELS.map((id) => ({ id, label: LEVEL_LABELS[id] }))}
          onChange={(id) => setLevel(id)}
        />
        <SearchChoiceField
          label="Sur"
          value={part}
          choices={[
            { id: 'scheme', label: 'tout le schéma' },
            ...plan.plan.axes.map(({ id, title }) => ({ id: `axis:${id}`, label: `axe ${id}, ${title}`, group: 'Axes' })),
            ...plan.sheets.map(({ id, title }) => ({ id: `sheet:${id}`, label: `fiche ${id}, ${title}`, group: 'Fiches' })),
          ]}
          onChange={setPart}
        />
        {decides && <ChoiceField label="Décide pour" value={owner} choices={OWNER_CHOICES} onChange={(id) => setOwner(id)} />}
        <p>
          <button type="submit" className="button button-primary" disabled={send.isPending}>
            Inviter
          </button>
        </p>
      </form>
      <div role="status">
        {send.data && (
          <p className="notice">
            {send.data.link === null ? (
              'L’invitation est partie par courriel.'
            ) : (
              <>
                Aucun serveur de courriel n’est réglé : transmettez vous-même ce lien, il ne sera plus montré.{' '}
                <span className="account-key">{send.data.link}</span>
              </>
            )}
          </p>
        )}
      </div>
      {send.error && <ErrorNotice error={send.error} />}
      {accounts.invitations.length > 0 && (
        <>
          <h3>En attente</h3>
          <ul>
            {accounts.invitations.map((one) => (
              <li key={one.id}>
                {one.email}, {LEVEL_LABELS[one.level]} sur {partText(one.part)}
                {one.owner !== null && `, décide pour ${OWNER_LABELS[one.owner]}`}, jusqu’au {formatDate(one.expiresAt)}{' '}
                <button type="button" className="text-button" onClick={() => revoke.mutate(one.id)}>
                  Reprendre<span className="visually-hidden"> l’invitation de {one.email}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Journal() {
  const { data } = useQuery(auditQuery);
  return (
    <section className="section">
      <h2>Journal des écritures</h2>
      <p>Les 200 dernières demandes d’écriture, acceptées ou refusées. Rien n’y est effacé ; rien de ce qui est tapé n’y entre.</p>
      {data?.length === 0 ? <p className="soft">Aucune demande pour l’instant.</p> : <JournalTable entries={data ?? []} />}
    </section>
  );
}

function JournalTable({ entries }: { entries: readonly AuditEntry[] }) {
  return (
    <ScrollZone label="Journal des écritures">
      <table>
        <thead>
          <tr>
            <th scope="col">Date</th>
            <th scope="col">Qui</th>
            <th scope="col">Demande</th>
            <th scope="col">Sur</th>
            <th scope="col">Réponse</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ position, at, actor, action, title, target, status }) => (
            <tr key={position}>
              <td className="journal-date">
                {formatDate(at)} {at.slice(11, 16)}
              </td>
              <td>{actor}</td>
              <td>{title ?? <code>{action}</code>}</td>
              <td>{target}</td>
              <td>{status < 400 ? 'acceptée' : `refusée (${status})`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollZone>
  );
}
