import { weaknessOf } from '@maillage/domain/accounts/weak-password.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Attempts to guess are few; a person who mistypes has enough. */
export const VISITOR_WRITE = { rule: 'visitor', cache: 'no-store', rateLimit: { max: 10, timeWindow: '1 minute' } } as const;
export const WRONG_PASSWORD = 'L’adresse ou le mot de passe n’est pas le bon.';

/** Refuses a password that is long enough and would still be guessed. */
export function requireStrong(password: string, own: { email: string; name: string }): void {
  const weakness = weaknessOf(password, own);
  if (weakness !== null) throw new DomainError('usage', weakness);
}

export function requirePerson({ actor }: FastifyRequest): string {
  if (actor.kind !== 'person')
    throw new DomainError('not-allowed', 'Cette action demande un compte : connectez-vous. Rien n’a été modifié.');
  return actor.id;
}

/** The headers of a request as the sign-in library reads them. */
export function toHeaders(headers: FastifyRequest['headers']): Headers {
  const kept = new Headers();
  // Only what it needs: a header that a relay could forge decides nothing.
  for (const name of ['cookie', 'user-agent'] as const) if (typeof headers[name] === 'string') kept.set(name, headers[name]);
  return kept;
}

/** Passes the cookies of the library on, and gives its answer; its refusals become one sentence, the same for every reason. */
export async function passOn(answer: Response, reply: FastifyReply, refusal: string): Promise<Record<string, unknown>> {
  for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie);
  if (!answer.ok) throw new DomainError('not-allowed', refusal);
  return ((await answer.json().catch(() => null)) ?? {}) as Record<string, unknown>;
}
