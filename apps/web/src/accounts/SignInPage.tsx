import './accounts.css';
import { signInAnswer } from '@maillage/domain/accounts/account-view.ts';
import { apiPaths } from '@maillage/domain/api/paths.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { z } from 'zod';
import { sessionQuery } from '../api/account-queries.ts';
import { apiPost } from '../api/client.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { CodeForm } from './CodeForm.tsx';
import { useLinkSecret } from './link-secret.ts';
import { ProviderButton } from './ProviderButton.tsx';
import { TextInput } from './TextInput.tsx';

const REFUSED = { title: 'Connexion refusée', todo: 'Vérifiez ce que vous avez écrit, ou demandez un lien par courriel.' };

/** Signs in by password, then a code for whoever set one; or by a link received by e-mail. */
export function SignInPage() {
  usePageTitle('Se connecter');
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data: session } = useQuery(sessionQuery);
  const secret = useLinkSecret();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const enter = async ({ secondFactor }: { secondFactor: boolean }) => {
    if (secondFactor) return;
    await client.invalidateQueries();
    await navigate('/plan');
  };
  const signIn = useMutation({ mutationFn: () => apiPost(apiPaths.session, signInAnswer, { email, password }), onSuccess: enter });
  const ask = useMutation({ mutationFn: () => apiPost(apiPaths.askLink, z.object({}), { email }) });
  const open = useMutation({ mutationFn: (token: string) => apiPost(apiPaths.openLink, signInAnswer, { token }), onSuccess: enter });
  const submit = (send: { mutate(): void }) => (event: FormEvent) => {
    event.preventDefault();
    send.mutate();
  };
  return (
    <main id="contenu" className="page" tabIndex={-1}>
      <h1>Se connecter</h1>
      <p className="lead">Lire ne demande aucun compte. Un compte sert à écrire ; il vient d’une invitation.</p>
      {session?.kind === 'person' && (
        <p className="notice">
          Vous êtes connecté : {session.name}. <Link to="/compte">Mon compte</Link>
        </p>
      )}
      {secret !== null && !open.isSuccess && (
        <section className="section">
          <h2>Lien reçu</h2>
          <p>
            <button type="button" className="button button-primary" disabled={open.isPending} onClick={() => open.mutate(secret)}>
              Me connecter avec ce lien
            </button>
          </p>
          {open.error && <ErrorNotice error={open.error} refusal={REFUSED} />}
        </section>
      )}
      {signIn.data?.secondFactor === true ? (
        <CodeForm onEntered={enter} />
      ) : (
        <>
          {session?.identityProvider && <ProviderButton label={session.identityProvider} />}
          <form className="account-form" onSubmit={submit(signIn)}>
            <h2>Par mot de passe</h2>
            <TextInput label="Adresse électronique" type="email" autoComplete="username" value={email} onChange={setEmail} />
            <TextInput label="Mot de passe" type="password" autoComplete="current-password" value={password} onChange={setPassword} />
            <p>
              <button type="submit" className="button button-primary" disabled={signIn.isPending}>
                Se connecter
              </button>
            </p>
            {signIn.error && <ErrorNotice error={signIn.error} refusal={REFUSED} />}
            <p>
              <Link to="/mot-de-passe">Mot de passe oublié</Link>
            </p>
          </form>
          <form className="account-form" onSubmit={submit(ask)}>
            <h2>Par un lien</h2>
            <TextInput
              label="Adresse qui recevra le lien"
              type="email"
              autoComplete="email"
              value={email}
              onChange={setEmail}
              help="Pour qui n’a pas de second facteur. Le lien sert une fois, pendant 15 minutes."
            />
            <p>
              <button type="submit" className="button" disabled={ask.isPending}>
                Recevoir un lien
              </button>
            </p>
            <p role="status">{ask.isSuccess && 'Si cette adresse a un compte, le lien vient de partir.'}</p>
            {ask.error && <ErrorNotice error={ask.error} />}
          </form>
        </>
      )}
      <p>
        <Link to="/donnees-personnelles">Données personnelles</Link>
      </p>
    </main>
  );
}
