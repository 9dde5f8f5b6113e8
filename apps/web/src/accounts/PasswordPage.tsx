import './accounts.css';
import { apiPaths } from '@maillage/domain/api/paths.ts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { apiPost } from '../api/client.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { useLinkSecret } from './link-secret.ts';
import { TextInput } from './TextInput.tsx';

/** A forgotten password: asks for a link, then, opened by that link, chooses another. */
export function PasswordPage() {
  usePageTitle('Nouveau mot de passe');
  const token = useLinkSecret();
  return (
    <main id="contenu" className="page" tabIndex={-1}>
      <h1>Nouveau mot de passe</h1>
      {token === null ? <AskForm /> : <ChooseForm token={token} />}
      <p>
        <Link to="/connexion">Revenir à la page de connexion</Link>
      </p>
    </main>
  );
}

function AskForm() {
  const [email, setEmail] = useState('');
  const ask = useMutation({ mutationFn: () => apiPost(apiPaths.askPasswordLink, z.object({}), { email }) });
  return (
    <form
      className="account-form"
      onSubmit={(event) => {
        event.preventDefault();
        ask.mutate();
      }}
    >
      <TextInput
        label="Adresse de votre compte"
        type="email"
        autoComplete="username"
        value={email}
        onChange={setEmail}
        help="Un lien y arrive ; il sert une fois, pendant 15 minutes."
      />
      <p>
        <button type="submit" className="button button-primary" disabled={ask.isPending}>
          Recevoir un lien
        </button>
      </p>
      <p role="status">{ask.isSuccess && 'Si cette adresse a un compte, le lien vient de partir.'}</p>
      {ask.error && <ErrorNotice error={ask.error} />}
    </form>
  );
}

function ChooseForm({ token }: { token: string }) {
  const [password, setPassword] = useState('');
  const choose = useMutation({ mutationFn: () => apiPost(apiPaths.openPasswordLink, z.object({}), { token, password }) });
  if (choose.isSuccess) return <p className="notice">C’est fait, et vos sessions ouvertes sont fermées. Connectez-vous.</p>;
  return (
    <form
      className="account-form"
      onSubmit={(event) => {
        event.preventDefault();
        choose.mutate();
      }}
    >
      <TextInput
        label="Nouveau mot de passe"
        type="password"
        autoComplete="new-password"
        minLength={12}
        help="12 caractères au moins : une phrase convient."
        value={password}
        onChange={setPassword}
      />
      <p>
        <button type="submit" className="button button-primary" disabled={choose.isPending}>
          Choisir ce mot de passe
        </button>
      </p>
      {choose.error && <ErrorNotice error={choose.error} />}
    </form>
  );
}
