import { signInAnswer } from '@maillage/domain/accounts/account-view.ts';
import { apiPaths } from '@maillage/domain/api/paths.ts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { apiPost } from '../api/client.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { TextInput } from './TextInput.tsx';

/** The code of the second factor, asked after a password or an identity provider. */
export function CodeForm({ onEntered }: { onEntered(answer: { secondFactor: boolean }): Promise<void> }) {
  const [code, setCode] = useState('');
  const verify = useMutation({ mutationFn: () => apiPost(apiPaths.secondFactor, signInAnswer, { code }), onSuccess: onEntered });
  return (
    <form
      className="account-form"
      onSubmit={(event) => {
        event.preventDefault();
        verify.mutate();
      }}
    >
      <h2>Votre code</h2>
      <TextInput
        label="Code"
        help="Les six chiffres de votre application de codes, ou un code de secours."
        type="text"
        autoComplete="one-time-code"
        pattern="\d{6}|[A-Za-z0-9]{5}-[A-Za-z0-9]{5}"
        value={code}
        onChange={setCode}
      />
      <p>
        <button type="submit" className="button button-primary" disabled={verify.isPending}>
          Entrer
        </button>
      </p>
      {verify.error && <ErrorNotice error={verify.error} />}
    </form>
  );
}
