import { type OidcReturnAnswer, signInAnswer } from '@maillage/domain/accounts/account-view.ts';
import { offerText } from '@maillage/domain/accounts/part-text.ts';
import { apiPaths } from '@maillage/domain/api/paths.ts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { apiPost } from '../api/client.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { CodeForm } from './CodeForm.tsx';
import { TextInput } from './TextInput.tsx';

/** Invitations that waited for the address that the identity provider checked: accepted with no link and no password. */
export function WaitingInvitations({
  isKnown,
  invitations,
  onAccepted,
}: Pick<OidcReturnAnswer, 'isKnown' | 'invitations'> & { onAccepted(): Promise<void> }) {
  const [name, setName] = useState('');
  const accept = useMutation({
    mutationFn: () => apiPost(apiPaths.oidcAccept, signInAnswer, isKnown ? {} : { name }),
    onSuccess: async ({ secondFactor }) => {
      if (!secondFactor) await onAccepted();
    },
    retry: false,
  });
  if (accept.data?.secondFactor === true) return <CodeForm onEntered={onAccepted} />;
  return (
    <form
      className="account-form"
      onSubmit={(event) => {
        event.preventDefault();
        accept.mutate();
      }}
    >
      <h2>{invitations.length > 1 ? 'Des invitations vous attendent' : 'Une invitation vous attend'}</h2>
      <ul>
        {invitations.map((offer) => (
          <li key={offer.part}>{offerText(offer)}</li>
        ))}
      </ul>
      {!isKnown && <TextInput label="Votre nom" type="text" autoComplete="name" value={name} onChange={setName} />}
      <p>
        <button type="submit" className="button button-primary" disabled={accept.isPending}>
          Accepter
        </button>
      </p>
      {isKnown && (
        <p>
          <Link to="/plan">Plus tard : aller au plan</Link>
        </p>
      )}
      {accept.error && <ErrorNotice error={accept.error} />}
    </form>
  );
}
