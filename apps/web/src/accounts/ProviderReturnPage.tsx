import './accounts.css';
import { oidcReturnAnswer } from '@maillage/domain/accounts/account-view.ts';
import { apiPaths } from '@maillage/domain/api/paths.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { apiPost } from '../api/client.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { CodeForm } from './CodeForm.tsx';
import { WaitingInvitations } from './WaitingInvitations.tsx';

/** Where the identity provider sends back: what it says is handed to the server, once, and taken out of the address; invitations that waited are accepted. */
export function ProviderReturnPage() {
  usePageTitle('Connexion en cours');
  const client = useQueryClient();
  const navigate = useNavigate();
  const [query] = useState(() => {
    const said = location.search.slice(1);
    history.replaceState(history.state, '', location.pathname);
    return said;
  });
  const [isIn, setIsIn] = useState(false);
  const enter = async () => {
    await client.invalidateQueries();
    await navigate('/plan');
  };
  const finish = useMutation({
    mutationFn: () => apiPost(apiPaths.oidcReturn, oidcReturnAnswer, { query }),
    onSuccess: async ({ secondFactor, invitations }) => {
      if (!secondFactor && invitations.length === 0) await enter();
    },
    retry: false,
  });
  const { mutate, isIdle } = finish;
  useEffect(() => {
    if (query !== '' && isIdle) mutate();
  }, [query, isIdle, mutate]);
  return (
    <main id="contenu" className="page" tabIndex={-1}>
      <h1>Connexion</h1>
      {finish.isPending && <p role="status">Vérification de votre identité…</p>}
      {finish.error && <ErrorNotice error={finish.error} />}
      {finish.data?.secondFactor === true && !isIn && (
        <CodeForm onEntered={async () => (finish.data?.invitations.length === 0 ? enter() : setIsIn(true))} />
      )}
      {finish.data && finish.data.invitations.length > 0 && (isIn || !finish.data.secondFactor) && (
        <WaitingInvitations isKnown={finish.data.isKnown} invitations={finish.data.invitations} onAccepted={enter} />
      )}
      {(query === '' || finish.error !== null) && (
        <p>
          {query === '' && 'Cette page attend la réponse d’un fournisseur d’identité, et rien n’est venu avec elle. '}
          <Link to="/connexion">Revenir à la page de connexion</Link>
        </p>
      )}
    </main>
  );
}
