import { apiError, OWNER_HEADER } from '@maillage/domain/api/paths.ts';
import { typeset, typesetAll } from '@maillage/domain/typography.ts';
import type { z } from 'zod';

/** A refusal or a failure of the server. `code` is a domain error code, or `unreachable` / `unexpected-answer`. */
export class ApiFailure extends Error {
  readonly code: string;
  /** What the server says to a machine: on a conflict, what is there now. */
  readonly details: Readonly<Record<string, unknown>>;
  constructor(code: string, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.name = 'ApiFailure';
    this.code = code;
    this.details = details;
  }
}

/** The checked answer to a GET. Throws `ApiFailure`. */
export function apiGet<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  return call(path, schema, {});
}

/** The same, letter for letter: for texts that the reader may edit and send back. */
export function apiGetVerbatim<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  return call(path, schema, {}, (body) => body);
}

/** The checked answer to a PUT or a DELETE. Throws `ApiFailure`. */
export function apiWrite<T>(method: 'PUT' | 'DELETE', path: string, schema: z.ZodType<T>, body?: Record<string, unknown>): Promise<T> {
  const owner = { [OWNER_HEADER]: '1' };
  if (body === undefined) return call(path, schema, { method, headers: owner });
  return call(path, schema, { method, headers: { ...owner, 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

/** The checked answer to a write. A plain object goes as JSON, a form as multipart. Throws `ApiFailure`. */
export function apiPost<T>(path: string, schema: z.ZodType<T>, body: FormData | Record<string, unknown>): Promise<T> {
  const owner = { [OWNER_HEADER]: '1' };
  if (body instanceof FormData) return call(path, schema, { method: 'POST', headers: owner, body });
  return call(path, schema, {
    method: 'POST',
    headers: { ...owner, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function call<T>(path: string, schema: z.ZodType<T>, init: RequestInit, set: (body: unknown) => unknown = typesetAll): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch {
    throw new ApiFailure('unreachable', 'Le serveur ne répond pas.');
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const refusal = apiError.safeParse(body);
    if (refusal.success) throw new ApiFailure(refusal.data.error.code, typeset(refusal.data.error.message), refusal.data.error.details);
    throw new ApiFailure('unexpected-answer', `Le serveur a répondu ${response.status}.`);
  }
  // What the server says is read on pages: its French takes the spaces of French.
  const answer = schema.safeParse(set(body));
  if (!answer.success) throw new ApiFailure('unexpected-answer', `La réponse de ${path} n’a pas la forme attendue.`);
  return answer.data;
}
