import './accounts.css';
import { invitationOffer } from '@maillage/domain/accounts/account-view.ts';
import { offerText } from '@maillage/domain/accounts/part-text.ts';
import { apiPaths } from '@maillage/domain/api/paths.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { sessionQuery } from '../api/account-queries.ts';
import { apiPost } from '../api/client.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { useLinkSecret } from './link-secret.ts';
import { ProviderButton } from './ProviderButton.tsx';
import { TextInput } from './TextInput.tsx';

/** Accepts an invitation: a name and a password for whoever comes for the first time. */
export function InvitationPage() {
  usePageTitle('Invitation');
  const client = useQueryClient();
  const token = useLinkSecret() ?? '';
  const { data: offer, error } = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => apiPost(apiPaths.readInvitation, invitationOffer, { token }),
    enabled: token !== '',
    retry: false,
  });
  const { data: session } = useQuery(sessionQuery);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const accept = useMutation({
    mutationFn: () => apiPost(apiPaths.acceptInvitation, z.object({}), offer?.isKnown ? { token } : { token, name, password }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['session'] }),
  });
  return (
    <main id="contenu" className="page" tabIndex={-1}>
      <h1>Invitation</h1>
      {token === '' && <p>Ouvrez le lien entier de votre invitation : il s’arrête trop tôt.</p>}
      {error && <ErrorNotice error={error} />}
      {offer && !accept.isSuccess && <p className="lead">{offerText(offer)}</p>}
      {offer && !accept.isSuccess && session?.identityProvider && session.kind !== 'person' && (
        <ProviderButton
          label={session.identityProvider}
          help={`Sans mot de passe, si ${session.identityProvider} connaît l’adresse ${offer.email} : vous accepterez au retour.`}
        />
      )}
      {offer && !accept.isSuccess && (
        <form
          className="account-form"
          onSubmit={(event) => {
            event.preventDefault();
            accept.mutate();
          }}
        >
          {session?.identityProvider && !offer.isKnown && <h2>Par mot de passe</h2>}
          {offer.isKnown ? (
            <p>
              Cette adresse a déjà un compte : <Link to="/connexion">connectez-vous</Link>, rouvrez ce lien, puis acceptez.
            </p>
          ) : (
            <>
              <TextInput label="Votre nom" type="text" autoComplete="name" value={name} onChange={setName} />
              <TextInput
                label="Mot de passe"
                type="password"
                autoComplete="new-password"
                minLength={12}
                help="12 caractères au moins : une phrase convient."
                value={password}
                onChange={setPassword}
              />
            </>
          )}
          <p>
            <button type="submit" className="button button-primary" disabled={accept.isPending}>
              Accepter
            </button>
          </p>
          {accept.error && <ErrorNotice error={accept.error} />}
        </form>
      )}
      {accept.isSuccess && (
        <p className="notice">
          C’est fait. <Link to="/connexion">Se connecter</Link>
        </p>
      )}
    </main>
  );
}
