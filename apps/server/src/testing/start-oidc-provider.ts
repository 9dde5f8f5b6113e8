/** For tests only: an OpenID Connect provider on loopback, as strict as the standard asks, that can be told to misbehave. */
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';

export interface ProviderPerson {
  sub: string;
  email?: string;
  email_verified?: boolean;
  acr?: string;
  amr?: string[];
}
/** What the provider does wrong at the next sign-in. */
export type Fault =
  | 'wrong-nonce'
  | 'expired'
  | 'unsigned'
  | 'foreign-key'
  | 'other-audience'
  | 'other-issuer'
  | 'other-subject'
  | 'profile-by-foreign-key';
export interface OidcProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  person: ProviderPerson;
  fault: Fault | null;
  /** The profile comes as a signed JWT, as ProConnect does, or as plain JSON. */
  signsProfile: boolean;
  /** What the person’s browser does: opens the address, and is sent back. Returns what stands after the « ? ». */
  visit(address: string): Promise<string>;
  close(): Promise<void>;
}

const CLIENT = { clientId: 'maillage', clientSecret: 'secret du client, pour les essais' };

export async function startOidcProvider(redirectUri: string): Promise<OidcProvider> {
  const [own, foreign] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')];
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'clef', alg: 'RS256', use: 'sig' };
  const codes = new Map<string, { challenge: string; nonce: string; person: ProviderPerson }>();
  const tokens = new Map<string, ProviderPerson>();
  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const provider: OidcProvider = {
    ...{ issuer, ...CLIENT, person: { sub: 'personne' }, fault: null, signsProfile: true },
    async visit(address) {
      const answer = await fetch(address, { redirect: 'manual' });
      const location = answer.headers.get('location');
      if (location === null) throw new Error(`the provider refused: ${answer.status} ${await answer.text()}`);
      return new URL(location).search.slice(1);
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return provider;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, issuer);
    const send = (status: number, type: string, body: string) => response.writeHead(status, { 'content-type': type }).end(body);
    const json = (status: number, body: object) => send(status, 'application/json', JSON.stringify(body));
    if (url.pathname === '/.well-known/openid-configuration') return void json(200, metadata());
    if (url.pathname === '/jwks') return void json(200, { keys: [jwk] });
    if (url.pathname === '/authorize') {
      const asked = url.searchParams;
      const isRight =
        asked.get('client_id') === CLIENT.clientId &&
        asked.get('redirect_uri') === redirectUri &&
        asked.get('code_challenge_method') === 'S256';
      if (!isRight || !asked.get('state') || !asked.get('nonce')) return void json(400, { error: 'invalid_request' });
      const code = randomUUID();
      codes.set(code, { challenge: asked.get('code_challenge')!, nonce: asked.get('nonce')!, person: provider.person });
      const back = new URL(redirectUri);
      for (const [name, value] of Object.entries({ code, state: asked.get('state')!, iss: issuer })) back.searchParams.set(name, value);
      return void response.writeHead(302, { location: back.href }).end();
    }
    if (url.pathname === '/token') return void (await giveTokens(request, json));
    const person = tokens.get(request.headers.authorization?.replace(/^Bearer /, '') ?? '');
    if (url.pathname !== '/userinfo' || person === undefined) return void json(401, { error: 'invalid_token' });
    const { acr: _, amr: __, ...profile } = person;
    const told = provider.fault === 'other-subject' ? { ...profile, sub: 'une autre personne' } : profile;
    if (!provider.signsProfile) return void json(200, told);
    const key = provider.fault === 'profile-by-foreign-key' ? foreign : own;
    send(200, 'application/jwt', await sign(told, key.privateKey));
  }

  async function giveTokens(request: IncomingMessage, json: (status: number, body: object) => unknown): Promise<void> {
    let body = '';
    for await (const chunk of request) body += chunk;
    const form = new URLSearchParams(body);
    const found = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const verified =
      createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url') === found?.challenge;
    const isClient = form.get('client_id') === CLIENT.clientId && form.get('client_secret') === CLIENT.clientSecret;
    if (!isClient) return void json(401, { error: 'invalid_client' });
    if (found === undefined || !verified || form.get('redirect_uri') !== redirectUri) return void json(400, { error: 'invalid_grant' });
    const { fault } = provider;
    const { sub, acr, amr } = found.person;
    const claims = { sub, acr, amr, nonce: fault === 'wrong-nonce' ? 'un autre' : found.nonce };
    const id_token =
      fault === 'unsigned'
        ? new UnsecuredJWT(claims).setIssuer(issuer).setAudience(CLIENT.clientId).setIssuedAt().setExpirationTime('5m').encode()
        : await sign(claims, (fault === 'foreign-key' ? foreign : own).privateKey, fault);
    const access_token = randomUUID();
    tokens.set(access_token, found.person);
    json(200, { access_token, token_type: 'Bearer', expires_in: 60, id_token });
  }

  function sign(claims: object, key: Parameters<SignJWT['sign']>[0], fault: Fault | null = null): Promise<string> {
    const isExpired = fault === 'expired';
    return new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'clef' })
      .setIssuer(fault === 'other-issuer' ? 'https://ailleurs.example' : issuer)
      .setAudience(fault === 'other-audience' ? 'un autre client' : CLIENT.clientId)
      .setIssuedAt(isExpired ? '-2h' : undefined)
      .setExpirationTime(isExpired ? '-1h' : '5m')
      .sign(key);
  }

  function metadata() {
    return {
      ...{ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks` },
      ...{ userinfo_endpoint: `${issuer}/userinfo`, end_session_endpoint: `${issuer}/logout`, response_types_supported: ['code'] },
      ...{ subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'] },
      ...{ userinfo_signing_alg_values_supported: ['RS256'], token_endpoint_auth_methods_supported: ['client_secret_post'] },
      ...{ claims_parameter_supported: true, authorization_response_iss_parameter_supported: true },
    };
  }
}
