import './accounts.css';
import { signInAnswer } from '@maillage/domain/accounts/account-view.ts';
import { apiPaths } from '@maillage/domain/api/paths.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { apiPost } from '../api/client.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { CodeForm } from './CodeForm.tsx';

/** Where the identity provider sends back: what it says is handed to the server, once, and taken out of the address. */
export function ProviderReturnPage() {
  usePageTitle('Connexion en cours');
  const client = useQueryClient();
  const navigate = useNavigate();
  const [query] = useState(() => {
    const said = location.search.slice(1);
    history.replaceState(history.state, '', location.pathname);
    return said;
  });
  const enter = async ({ secondFactor }: { secondFactor: boolean }) => {
    if (secondFactor) return;
    await client.invalidateQueries();
    await navigate('/plan');
  };
  const finish = useMutation({
    mutationFn: () => apiPost(apiPaths.oidcReturn, signInAnswer, { query }),
    onSuccess: enter,
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
      {finish.data?.secondFactor === true && <CodeForm onEntered={enter} />}
      {(query === '' || finish.error !== null) && (
        <p>
          <Link to="/connexion">Revenir à la page de connexion</Link>
        </p>
      )}
    </main>
  );
}
