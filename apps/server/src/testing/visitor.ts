/** For tests only: a browser of somebody, with its cookies, somewhere on the Internet. */
import { createHmac } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { OWNER, type TestServer } from './start-test-server.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
export interface Visitor {
  cookie: string;
  ask(method: Method, url: string, payload?: object): Promise<LightMyRequestResponse>;
}
export const PASSWORD = 'un mot de passe assez long';

let visitors = 0;
/** Each visitor has an address of its own, so that none spends the attempts of another. */
export function createVisitor(server: TestServer): Visitor {
  const remoteAddress = `203.0.113.${++visitors}`;
  const jar = new Map<string, string>();
  return {
    get cookie() {
      return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    },
    set cookie(text) {
      jar.clear();
      for (const one of text.split('; ').filter(Boolean)) keep(one);
    },
    async ask(method, url, payload) {
      const headers = { ...OWNER, host: 'maillage.example', ...(jar.size === 0 ? {} : { cookie: this.cookie }) };
      const answer = await server.app.inject({ method, url, headers, remoteAddress, ...(payload === undefined ? {} : { payload }) });
      for (const one of [answer.headers['set-cookie'] ?? []].flat()) keep(String(one).split(';')[0]!);
      return answer;
    },
  };
  function keep(pair: string) {
    const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    if (value === '') jar.delete(name);
    else jar.set(name, value);
  }
}

/** The secret of the last link that was sent. */
export const lastToken = (server: TestServer): string => /#jeton=(\S+)/.exec(server.letters.at(-1)!.text)![1]!;

/** Somebody invited, by a person or by whoever is at the machine, who accepts and signs in. */
export async function join(
  server: TestServer,
  who: { inviter: Visitor | null; email: string; part: string; level: string },
): Promise<Visitor> {
  const { inviter, email, part, level } = who;
  const payload = { email, part, level, organisation: 'Essai' };
  const url = '/api/accounts/invitations';
  const sent =
    inviter === null ? await server.app.inject({ method: 'POST', url, headers: OWNER, payload }) : await inviter.ask('POST', url, payload);
  const visitor = createVisitor(server);
  const name = email.split('@')[0]!;
  const accepted = await visitor.ask('POST', '/api/invitations/accept', { token: lastToken(server), name, password: PASSWORD });
  const signed = await visitor.ask('POST', '/api/session', { email, password: PASSWORD });
  for (const answer of [sent, accepted, signed]) if (answer.statusCode !== 200) throw new Error(answer.body);
  return visitor;
}

/** Sets a second factor; returns the address from which codes are made. */
export async function setSecondFactor(visitor: Visitor): Promise<string> {
  const { uri } = (await visitor.ask('POST', '/api/account/second-factor', { password: PASSWORD })).json();
  const answer = await visitor.ask('POST', '/api/session/second-factor', { code: codeOf(uri) });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return uri;
}

/** The six digits of an application of codes (RFC 6238), for the secret of its address. */
export function codeOf(uri: string, at = Date.now()): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...new URL(uri).searchParams.get('secret')!.replace(/=+$/, '')]
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  return String((digest.readUInt32BE(digest[19]! & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
