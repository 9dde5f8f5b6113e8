import type { BetterAuthPlugin } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

/** How long somebody has to give the code of their second factor, in seconds: as after a password. */
const CODE_SECONDS = 600;
const opening = z.object({ userId: z.string(), isMultiFactor: z.boolean() });

/**
 * Opens the session of somebody whom an identity provider vouches for; only our own route calls it. A person with a second factor
 * here still gives its code, unless the provider asked for two factors: answers `{ secondFactor: true }`, as after a password.
 */
export const openSession = () =>
  ({
    id: 'maillage-open-session',
    endpoints: {
      openSession: createAuthEndpoint('/maillage/open-session', { method: 'POST', body: opening }, async (ctx) => {
        const { internalAdapter, secret, createAuthCookie } = ctx.context;
        const { userId, isMultiFactor } = ctx.body;
        const user = await internalAdapter.findUserById(userId);
        if (user === null) throw ctx.error('NOT_FOUND');
        if ((user as { twoFactorEnabled?: boolean }).twoFactorEnabled === true && !isMultiFactor) {
          // What the second factor plugin leaves after a password: its own check of the code takes over from there.
          const cookie = createAuthCookie('two_factor', { maxAge: CODE_SECONDS });
          const identifier = `2fa-${crypto.randomUUID()}`;
          const expiresAt = new Date(Date.now() + CODE_SECONDS * 1000);
          await internalAdapter.createVerificationValue({ value: userId, identifier, expiresAt });
          await internalAdapter.createVerificationValue({ value: '0', identifier: `2fa-attempts-${identifier}`, expiresAt });
          await ctx.setSignedCookie(cookie.name, identifier, secret, cookie.attributes);
          return ctx.json({ secondFactor: true });
        }
        const session = await internalAdapter.createSession(userId, false, { multiFactor: isMultiFactor }, true);
        await setSessionCookie(ctx, { session, user });
        return ctx.json({ secondFactor: false });
      }),
    },
  }) satisfies BetterAuthPlugin;
