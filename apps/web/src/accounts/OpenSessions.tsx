import type { OwnSession } from '@maillage/domain/accounts/account-view.ts';
import { apiPaths } from '@maillage/domain/api/paths.ts';
import { formatDate } from '@maillage/domain/format.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { ownSessionsQuery } from '../api/account-queries.ts';
import { apiWrite } from '../api/client.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';

/** « Mozilla/5.0 (X11; …) Firefox/140.0 » → « Firefox 140 » ; what names itself otherwise is said in its own words, cut short. */
export function browserName(userAgent: string): string {
  const known = /(Edg|OPR|Firefox|Chrome|Version)\/(\d+)/.exec(userAgent.replace(/Chrome\/\d+.*(?=(?:Edg|OPR)\/)/, ''));
  if (known === null) return userAgent === '' ? 'navigateur inconnu' : userAgent.slice(0, 40);
  const names: Record<string, string> = { Edg: 'Edge', OPR: 'Opera', Version: 'Safari' };
  return `${names[known[1]!] ?? known[1]} ${known[2]}`;
}

/** Where one is signed in, and a way to close what one does not recognise. */
export function OpenSessions() {
  const client = useQueryClient();
  const { data: sessions = [], error } = useQuery(ownSessionsQuery);
  const close = useMutation({
    mutationFn: ({ id }: OwnSession) => apiWrite('DELETE', apiPaths.ownSession(id), z.object({})),
    onSuccess: () => client.invalidateQueries({ queryKey: ownSessionsQuery.queryKey }),
  });
  return (
    <section className="section">
      <h2>Sessions ouvertes</h2>
      {error && <ErrorNotice error={error} />}
      <ul>
        {sessions.map((one) => (
          <li key={one.id}>
            {browserName(one.browser)}, depuis le {formatDate(one.openedAt)}{' '}
            {one.isThisOne ? (
              <span className="soft">(celle-ci)</span>
            ) : (
              <button type="button" className="text-button" onClick={() => close.mutate(one)}>
                Fermer
                <span className="visually-hidden">
                  {' '}
                  la session {browserName(one.browser)} du {formatDate(one.openedAt)}
                </span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {close.error && <ErrorNotice error={close.error} />}
    </section>
  );
}
