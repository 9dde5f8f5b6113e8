import './accounts.css';
import { secondFactorSetup, signInAnswer, signOutAnswer } from '@maillage/domain/accounts/account-view.ts';
import { apiPaths } from '@maillage/domain/api/paths.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { z } from 'zod';
import { sessionQuery } from '../api/account-queries.ts';
import { apiPost, apiWrite } from '../api/client.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { OpenSessions } from './OpenSessions.tsx';
import { PasswordChange } from './PasswordChange.tsx';
import { TextInput } from './TextInput.tsx';

/** One’s own account: second factor, what is kept, erasure, sign-out. */
export function AccountPage() {
  usePageTitle('Mon compte');
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data: session } = useQuery(sessionQuery);
  const leave = async () => {
    await client.invalidateQueries();
    await navigate('/');
  };
  const signOut = useMutation({
    mutationFn: () => apiWrite('DELETE', apiPaths.session, signOutAnswer),
    onSuccess: async ({ leave: next }) => {
      // The identity provider ends its own session, then sends back here.
      if (next === null) await leave();
      else location.assign(next);
    },
  });
  return (
    <main id="contenu" className="page" tabIndex={-1}>
      <h1>Mon compte</h1>
      {session === undefined && <Skeleton size="page" label="Lecture du compte…" />}
      {session !== undefined && session.kind !== 'person' && (
        <p>
          Vous n’êtes pas connecté. <Link to="/connexion">Se connecter</Link>
        </p>
      )}
      {session?.kind === 'person' && (
        <>
          <p className="lead">
            {session.name}, {session.email}
          </p>
          <p>
            <button type="button" className="button" onClick={() => signOut.mutate()}>
              Se déconnecter
            </button>
          </p>
          {session.needsSecondFactor && (
            <p className="notice notice-error">Vous êtes propriétaire du schéma : posez un second facteur pour pouvoir écrire.</p>
          )}
          {session.hasSecondFactor ? <p>Votre second facteur est posé.</p> : <SecondFactor />}
          <OpenSessions />
          <section className="section">
            <h2>Mot de passe</h2>
            <PasswordChange />
          </section>
          <section className="section">
            <h2>Ce qui est gardé sur vous</h2>
            <p>
              <Link to="/donnees-personnelles">Ce qui est gardé, pourquoi et combien de temps</Link>
            </p>
            <p>
              <a className="button" href={apiPaths.accountData} download>
                Télécharger mes données (JSON)
              </a>
            </p>
            <Erasure onDone={leave} />
          </section>
        </>
      )}
    </main>
  );
}

function SecondFactor() {
  const client = useQueryClient();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const prepare = useMutation({ mutationFn: () => apiPost(apiPaths.setSecondFactor, secondFactorSetup, { password }) });
  const verify = useMutation({
    mutationFn: () => apiPost(apiPaths.secondFactor, signInAnswer, { code }),
    onSuccess: () => client.invalidateQueries(),
  });
  const key = prepare.data && new URL(prepare.data.uri).searchParams.get('secret');
  return (
    <section className="section">
      <h2>Second facteur</h2>
      {prepare.data === undefined ? (
        <form
          className="account-form"
          onSubmit={(event) => {
            event.preventDefault();
            prepare.mutate();
          }}
        >
          <TextInput label="Votre mot de passe" type="password" autoComplete="current-password" value={password} onChange={setPassword} />
          <p>
            <button type="submit" className="button">
              Préparer une application de codes
            </button>
          </p>
          {prepare.error && <ErrorNotice error={prepare.error} />}
        </form>
      ) : (
        <form
          className="account-form"
          onSubmit={(event) => {
            event.preventDefault();
            verify.mutate();
          }}
        >
          <p>Dans votre application de codes, ajoutez un compte avec cette clé :</p>
          <p className="account-key">{key}</p>
          <p>
            <a href={prepare.data.uri}>Ou ouvrez-la sur ce téléphone</a>
          </p>
          <p>Gardez ces codes de secours en lieu sûr ; chacun sert une fois :</p>
          <p className="account-key">{prepare.data.backupCodes.join(' ')}</p>
          <TextInput label="Code à six chiffres" type="text" autoComplete="one-time-code" pattern="\d{6}" value={code} onChange={setCode} />
          <p>
            <button type="submit" className="button button-primary">
              Poser ce second facteur
            </button>
          </p>
          {verify.error && <ErrorNotice error={verify.error} />}
        </form>
      )}
    </section>
  );
}

function Erasure({ onDone }: { onDone(): Promise<void> }) {
  const [password, setPassword] = useState('');
  const erase = useMutation({ mutationFn: () => apiWrite('DELETE', apiPaths.account, z.object({}), { password }), onSuccess: onDone });
  return (
    <details>
      <summary>Effacer mon compte</summary>
      <form
        className="account-form"
        onSubmit={(event) => {
          event.preventDefault();
          erase.mutate();
        }}
      >
        <p>Votre nom et votre adresse disparaissent. Ce que vous avez écrit dans le plan reste, sans votre nom.</p>
        <TextInput
          label="Votre mot de passe, pour l’effacer"
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
        <p>
          <button type="submit" className="button">
            Effacer mon compte
          </button>
        </p>
        {erase.error && <ErrorNotice error={erase.error} />}
      </form>
    </details>
  );
}
