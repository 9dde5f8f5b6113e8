import { DomainError } from '@maillage/domain/errors.ts';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { z } from 'zod';
import type { OidcSettings } from '../config.ts';

/** What the browser of the person must still hold when it comes back: kept on our side, under a secret of the browser. */
export const oidcAttempt = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });
export type OidcAttempt = z.infer<typeof oidcAttempt>;

/** Somebody as the provider vouches for them. */
export interface OidcIdentity {
  /** The person at this provider, for ever; an e-mail address may change hands. */
  subject: string;
  /** Lower case; null unless the provider says that it checked it. */
  verifiedEmail: string | null;
  /** The provider asked for two factors. */
  isMultiFactor: boolean;
  /** Names the session of the provider when we ask it to close it. */
  idToken: string;
}
export interface Oidc {
  label: string;
  /** Identities of two providers never mix: accounts are linked under this name. */
  providerId: string;
  start(): Promise<{ address: string; attempt: OidcAttempt }>;
  /** The identity behind the answer of the provider. Throws `not-allowed` for whatever does not add up, with one sentence for all. */
  finish(attempt: OidcAttempt, query: string): Promise<OidcIdentity>;
  /** Where the browser goes to end the session of the provider too; null when the provider has no such page. */
  leaveAddress(idToken: string): Promise<string | null>;
}

export const OIDC_RETURN_PATH = '/connexion/retour';
const TIMEOUT_SECONDS = 10;
const claimsOfUser = z.object({ email: z.email().max(200).optional(), email_verified: z.boolean().optional() });
const claimsOfSignIn = z.object({ sub: z.string().min(1).max(255), acr: z.string().optional(), amr: z.array(z.string()).optional() });

/**
 * Sign-in with an OpenID Connect provider (ProConnect, or that of the administration): authorization code with PKCE, state and nonce;
 * every signed answer has its signature checked, that of the identity as well as that of the profile.
 */
export function createOidc(settings: OidcSettings, publicAddress: () => string): Oidc {
  const issuer = new URL(settings.issuer);
  const redirectUri = () => `${publicAddress()}${OIDC_RETURN_PATH}`;
  let known: Promise<Configuration> | undefined;
  // Asked at the first sign-in and kept; a provider that was down is asked again.
  const configuration = () => {
    known ??= discover(issuer, settings).catch((error: unknown) => {
      known = undefined;
      throw unreachable(settings.label, error);
    });
    return known;
  };
  return {
    label: settings.label,
    providerId: `oidc:${settings.issuer}`,
    async start() {
      const config = await configuration();
      const attempt = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
      const address = buildAuthorizationUrl(config, {
        ...{ response_type: 'code', redirect_uri: redirectUri(), scope: settings.scope, state: attempt.state, nonce: attempt.nonce },
        ...{ code_challenge: await calculatePKCECodeChallenge(attempt.verifier), code_challenge_method: 'S256' },
        // ProConnect tells how the person was recognised only when asked.
        ...(config.serverMetadata().claims_parameter_supported ? { claims: '{"id_token":{"amr":null,"acr":null}}' } : {}),
      });
      return { address: address.href, attempt };
    },
    async finish(attempt, query) {
      const config = await configuration();
      try {
        const tokens = await authorizationCodeGrant(config, new URL(`${redirectUri()}?${query}`), {
          ...{ expectedState: attempt.state, expectedNonce: attempt.nonce, pkceCodeVerifier: attempt.verifier, idTokenExpected: true },
        });
        const signIn = claimsOfSignIn.parse(tokens.claims());
        const user = claimsOfUser.parse(await fetchUserInfo(config, tokens.access_token, signIn.sub));
        return {
          ...{ subject: signIn.sub, idToken: tokens.id_token! }, // expected: checked above
          verifiedEmail: emailOf(user, settings),
          isMultiFactor: signIn.amr?.includes('mfa') === true || settings.strongAcrs.includes(signIn.acr ?? ''),
        };
      } catch (error) {
        throw new DomainError('not-allowed', `L’identification par ${settings.label} n’a pas abouti : recommencez.`, reasonOf(error));
      }
    },
    async leaveAddress(idToken) {
      const config = await configuration();
      if (config.serverMetadata().end_session_endpoint === undefined) return null;
      const parameters = { id_token_hint: idToken, post_logout_redirect_uri: `${publicAddress()}/`, state: randomState() };
      return buildEndSessionUrl(config, parameters).href;
    },
  };
}

function emailOf({ email, email_verified }: z.infer<typeof claimsOfUser>, { trustsEmails }: OidcSettings): string | null {
  // « false » is never trusted; silence is, where the administration says that its provider only gives addresses that it checked.
  const isVerified = email_verified ?? trustsEmails;
  return email !== undefined && isVerified ? email.toLowerCase() : null;
}

async function discover(issuer: URL, { clientId, clientSecret }: OidcSettings): Promise<Configuration> {
  const [post, basic] = [ClientSecretPost(clientSecret), ClientSecretBasic(clientSecret)];
  const authenticate: ClientAuth = (server, client, body, headers) =>
    (server.token_endpoint_auth_methods_supported?.includes('client_secret_post') ? post : basic)(server, client, body, headers);
  // Plain HTTP is for a provider on this very machine; the configuration refuses it elsewhere.
  const execute = [enableNonRepudiationChecks, ...(issuer.protocol === 'http:' ? [allowInsecureRequests] : [])];
  return discovery(issuer, clientId, clientSecret, authenticate, { execute, timeout: TIMEOUT_SECONDS });
}

const unreachable = (label: string, error: unknown) =>
  new DomainError(
    'download-failed',
    `${label} ne répond pas : recommencez dans un moment, ou connectez-vous par mot de passe.`,
    reasonOf(error),
  );

/** For the journal: the kind of failure, never a token. */
function reasonOf(error: unknown): { reason: string } {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return { reason: [error instanceof Error ? error.name : 'unknown', code].filter(Boolean).join(' ') };
}
