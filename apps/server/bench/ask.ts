import { Agent, request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { OWNER_HEADER } from '@maillage/domain/api/paths.ts';

export interface Answer {
  status: number;
  body: string;
  headers: Record<string, string | string[] | undefined>;
  milliseconds: number;
}
/** Somebody who asks: a connection kept open from an address of their own, and the cookies that they were given. */
export interface Asker {
  ask(method: 'GET' | 'POST' | 'PUT', path: string, payload?: unknown, headers?: Record<string, string>): Promise<Answer>;
  close(): void;
}

const TIMEOUT_MILLISECONDS = 20_000;

/**
 * A person at `localAddress` (all of 127.0.0.0/8 is this machine: each has their own, so that the limits of the server by address hold
 * as they would for people apart). Milliseconds go from the request to the last byte. Rejects when the server does not answer.
 */
export function createAsker(port: () => number, localAddress: string): Asker {
  const agent = new Agent({ keepAlive: true, maxSockets: 2, localAddress });
  const cookies = new Map<string, string>();
  return {
    ask: (method, path, payload, headers = {}) =>
      new Promise((resolve, reject) => {
        const body = payload === undefined ? undefined : JSON.stringify(payload);
        const startedAt = performance.now();
        const sent = request(
          {
            ...{ host: '127.0.0.1', port: port(), method, path, agent, timeout: TIMEOUT_MILLISECONDS },
            headers: {
              ...{ 'accept-encoding': 'gzip', [OWNER_HEADER]: '1', ...headers },
              ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
              ...(cookies.size === 0 ? {} : { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
            },
          },
          (response) => {
            const chunks: Buffer[] = [];
            response.on('data', (chunk: Buffer) => chunks.push(chunk));
            response.on('error', reject);
            response.on('end', () => {
              const milliseconds = performance.now() - startedAt;
              for (const cookie of response.headers['set-cookie'] ?? []) {
                const [pair = ''] = cookie.split(';');
                cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
              }
              const bytes = Buffer.concat(chunks);
              resolve({
                status: response.statusCode ?? 0,
                headers: response.headers,
                milliseconds,
                body: readBody(bytes, response.headers),
              });
            });
          },
        );
        sent.on('timeout', () => sent.destroy(new Error('no answer in time')));
        sent.on('error', reject);
        sent.end(body);
      }),
    close: () => agent.destroy(),
  };
}

function readBody(bytes: Buffer, headers: Record<string, string | string[] | undefined>): string {
  return (headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8');
}
