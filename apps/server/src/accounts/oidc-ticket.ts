import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Auth } from './auth.ts';

const SECONDS = 600;
const COOKIE_PATH = '/api/session/oidc';
/** `attempt`: a browser that left for the provider. `proof`: one that came back, and whom the provider vouches for. */
type TicketKind = 'attempt' | 'proof';

export interface OidcTickets {
  /** Keeps a value on our side for ten minutes, under a secret of this browser alone. */
  give(reply: FastifyReply, kind: TicketKind, value: string): Promise<void>;
  /** What this browser was given; it serves once, whatever comes of it. Null for a browser that was given nothing of this kind. */
  take(headers: FastifyRequest['headers'], kind: TicketKind): Promise<string | null>;
  clear(reply: FastifyReply): void;
}

/** The tickets of a sign-in by the identity provider: one at a time in a browser, in a cookie that no script reads. */
export function createOidcTickets(auth: Auth, publicAddress: () => string): OidcTickets {
  const isSecure = () => publicAddress().startsWith('https:');
  const name = () => `${isSecure() ? '__Secure-' : ''}maillage.oidc`;
  const setCookie = (reply: FastifyReply, ticket: string, seconds: number) =>
    reply.header(
      'set-cookie',
      `${name()}=${ticket}; Path=${COOKIE_PATH}; Max-Age=${seconds}; HttpOnly; SameSite=Lax${isSecure() ? '; Secure' : ''}`,
    );
  return {
    async give(reply, kind, value) {
      const ticket = randomBytes(32).toString('base64url');
      const expiresAt = new Date(Date.now() + SECONDS * 1000);
      await (await auth.$context).internalAdapter.createVerificationValue({ identifier: `oidc-${kind}-${ticket}`, value, expiresAt });
      setCookie(reply, ticket, SECONDS);
    },
    async take(headers, kind) {
      const cookies = new Map(
        (headers.cookie ?? '').split(/;\s*/).map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]),
      );
      const ticket = cookies.get(name()) ?? '';
      if (!/^[\w-]{43}$/.test(ticket)) return null;
      const kept = await (await auth.$context).internalAdapter.consumeVerificationValue(`oidc-${kind}-${ticket}`);
      return kept === null || kept.expiresAt <= new Date() ? null : kept.value;
    },
    clear: (reply) => void setCookie(reply, '', 0),
  };
}
