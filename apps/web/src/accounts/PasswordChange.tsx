import { apiPaths } from '@maillage/domain/api/paths.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import { apiWrite } from '../api/client.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { TextInput } from './TextInput.tsx';

/** Another password; the other sessions are closed. */
export function PasswordChange() {
  const client = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    mutationFn: () => apiWrite('PUT', apiPaths.password, z.object({}), { current, next }),
    onSuccess: () => {
      setCurrent('');
      setNext('');
      return client.invalidateQueries();
    },
  });
  return (
    <details>
      <summary>Changer mon mot de passe</summary>
      <form
        className="account-form"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <TextInput label="Mot de passe actuel" type="password" autoComplete="current-password" value={current} onChange={setCurrent} />
        <TextInput
          label="Nouveau mot de passe"
          type="password"
          autoComplete="new-password"
          minLength={12}
          help="12 caractères au moins : une phrase convient. Vos autres sessions se ferment."
          value={next}
          onChange={setNext}
        />
        <p>
          <button type="submit" className="button" disabled={change.isPending}>
            Changer
          </button>
        </p>
        <p role="status">{change.isSuccess && 'C’est fait.'}</p>
        {change.error && <ErrorNotice error={change.error} />}
      </form>
    </details>
  );
}
