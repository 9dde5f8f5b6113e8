import { apiError, OWNER_HEADER } from '@maillage/domain/api/paths.ts';
import { typeset, typesetAll } from '@maillage/domain/typography.ts';
import type { z } from 'zod';

/** A refusal or a failure of the server. `code` is a domain error code, or `unreachable` / `unexpected-answer`. */
export class ApiFailure extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'ApiFailure';
    this.code = code;
  }
}

/** The checked answer to a GET. Throws `ApiFailure`. */
export function apiGet<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  return call(path, schema, {});
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

async function call<T>(path: string, schema: z.ZodType<T>, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch {
    throw new ApiFailure('unreachable', 'Le serveur ne répond pas.');
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const refusal = apiError.safeParse(body);
    if (refusal.success) throw new ApiFailure(refusal.data.error.code, typeset(refusal.data.error.message));
    throw new ApiFailure('unexpected-answer', `Le serveur a répondu ${response.status}.`);
  }
  // What the server says is read on pages: its French takes the spaces of French.
  const answer = schema.safeParse(typesetAll(body));
  if (!answer.success) throw new ApiFailure('unexpected-answer', `La réponse de ${path} n’a pas la forme attendue.`);
  return answer.data;
}
