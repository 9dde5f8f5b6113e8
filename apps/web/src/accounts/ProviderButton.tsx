import { oidcAddress } from '@maillage/domain/accounts/account-view.ts';
import { apiPaths } from '@maillage/domain/api/paths.ts';
import { useMutation } from '@tanstack/react-query';
import { apiPost } from '../api/client.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';

/** Leaves for the identity provider of the administration, which sends back to `ProviderReturnPage`. */
export function ProviderButton({
  label,
  help = 'Avec votre identité professionnelle, si votre adresse a été invitée.',
}: {
  label: string;
  help?: string;
}) {
  const start = useMutation({
    mutationFn: () => apiPost(apiPaths.oidc, oidcAddress, {}),
    onSuccess: ({ address }) => location.assign(address),
  });
  return (
    <section className="account-form">
      <h2>Par {label}</h2>
      <p>{help}</p>
      <p>
        <button type="button" className="button button-primary" disabled={start.isPending} onClick={() => start.mutate()}>
          Se connecter avec {label}
        </button>
      </p>
      {start.error && <ErrorNotice error={start.error} />}
    </section>
  );
}
