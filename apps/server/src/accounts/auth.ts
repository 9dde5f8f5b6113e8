import type { Store } from '@maillage/store/store.ts';
import { betterAuth } from 'better-auth';
import { magicLink, twoFactor } from 'better-auth/plugins';
import type { Mailer } from './mailer.ts';
import { openSession } from './open-session.ts';

export interface AuthOptions {
  store: Store;
  /** Signs the cookies: at least 32 random bytes, kept with the database. */
  secret: string;
  /** Address by which people reach the server, « https://sdaasp.example.fr ». */
  publicAddress(): string;
  mailer: Mailer;
}

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 60 * MINUTE_SECONDS;

/**
 * Sign-in over our own database. Its own routes are not exposed: ours call it, each with its rule. Nobody makes an account alone:
 * one comes with an invitation.
 */
export function createAuth({ store, secret, publicAddress, mailer }: AuthOptions) {
  return betterAuth({
    appName: 'Maillage',
    baseURL: publicAddress(),
    secret,
    database: { db: store.db.withSchema('auth'), type: 'postgres', transaction: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Ours is on each route, and counts refused attempts too.
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: 15 * MINUTE_SECONDS,
      sendResetPassword: async ({ user, token }) => {
        await mailer.send({
          to: user.email,
          subject: 'Choisir un nouveau mot de passe',
          text: `Ouvrez ce lien pour choisir un nouveau mot de passe ; il sert une fois, pendant 15 minutes :\n\n${publicAddress()}/mot-de-passe#jeton=${token}\n\nSi vous n’avez rien demandé, ne faites rien : votre mot de passe ne change pas.`,
        });
      },
    },
    // Whoever reads the base, or a backup of it, finds no link nor attempt that could be used.
    verification: { storeIdentifier: 'hashed' },
    session: {
      expiresIn: 12 * HOUR_SECONDS,
      updateAge: HOUR_SECONDS,
      cookieCache: { enabled: false },
      additionalFields: { multiFactor: { type: 'boolean', required: false, input: false, defaultValue: false } },
    },
    advanced: {
      cookiePrefix: 'maillage',
      useSecureCookies: publicAddress().startsWith('https:'),
      // Our own routes check where a request comes from, before it gets here.
      disableCSRFCheck: true,
      disableOriginCheck: true,
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/' },
    },
    plugins: [
      openSession(),
      twoFactor({ issuer: 'Maillage' }),
      magicLink({
        expiresIn: 15 * MINUTE_SECONDS,
        disableSignUp: true,
        storeToken: 'hashed',
        sendMagicLink: async ({ email, token }) => {
          // After the « # »: the secret reaches no log, of ours or of a relay, and no « Referer ».
          const link = `${publicAddress()}/connexion#jeton=${token}`;
          await mailer.send({
            to: email,
            subject: 'Votre lien de connexion à Maillage',
            text: `Ouvrez ce lien pour vous connecter ; il sert une fois, pendant 15 minutes :\n\n${link}\n\nSi vous n’avez rien demandé, ne faites rien.`,
          });
        },
      }),
    ],
  });
}
export type Auth = ReturnType<typeof createAuth>;
