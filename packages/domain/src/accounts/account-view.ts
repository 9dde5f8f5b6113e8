/** What the API says of accounts. */
import { z } from 'zod';
import { LEVELS, PLAN_OWNERS, part, RIGHT_NAMES } from './rights.ts';

/** Who reads: nobody in particular, somebody at the machine, or a person. */
export const sessionView = z.object({
  kind: z.enum(['anonymous', 'host', 'person']),
  name: z.string(),
  email: z.string(),
  hasSecondFactor: z.boolean(),
  /** True for an owner who has not set a second factor: they must, before they write. */
  needsSecondFactor: z.boolean(),
  rights: z.array(z.enum(RIGHT_NAMES as [(typeof RIGHT_NAMES)[number]])),
  /** Name of the identity provider by which one may sign in, « ProConnect »; null when none is set. */
  identityProvider: z.string().nullable(),
});
export type SessionView = z.infer<typeof sessionView>;

const email = z.email('une adresse électronique est attendue').max(200);
const password = z.string().min(12, '12 caractères au moins').max(128, '128 caractères au plus');
export const signIn = z.strictObject({ email, password: z.string().min(1).max(128) });
/** `secondFactor`: the password was right, and a code is now asked for. */
export const signInAnswer = z.object({ secondFactor: z.boolean() });
/** Where to go next to end the session of the identity provider too; null when there is none. */
export const signOutAnswer = z.object({ leave: z.string().nullable() });
/** Where the identity provider asks who one is. */
export const oidcAddress = z.object({ address: z.string() });
/** What the identity provider put after the « ? » of the address by which one came back. */
export const oidcReturn = z.strictObject({ query: z.string().min(1).max(8000) });
export const askLink = z.strictObject({ email });
export const openLink = z.strictObject({ token: z.string().min(10).max(200) });
/** Six digits of the application of codes, or a spare code. */
export const secondFactorCode = z.strictObject({
  code: z.string().regex(/^(?:\d{6}|[A-Za-z0-9]{5}-[A-Za-z0-9]{5})$/, 'un code a six chiffres, un code de secours deux fois cinq signes'),
});
export const secondFactorSetup = z.object({ uri: z.string(), backupCodes: z.array(z.string()) });
export const passwordChange = z.strictObject({ current: z.string().min(1).max(128), next: password });
export const passwordReset = z.strictObject({ token: z.string().min(10).max(200), password });
export const ownSession = z.object({
  id: z.string(),
  openedAt: z.string(),
  expiresAt: z.string(),
  /** As the browser names itself. */
  browser: z.string(),
  isThisOne: z.boolean(),
});
export type OwnSession = z.infer<typeof ownSession>;
export const passwordOnly = z.strictObject({ password: z.string().min(1).max(128) });

/** The owner in whose name somebody validates; null: none. */
const owner = z.enum(PLAN_OWNERS).nullable();
export const invitationToSend = z.strictObject({
  email,
  part,
  level: z.enum(LEVELS),
  organisation: z.string().trim().max(120).default(''),
  owner: owner.default(null),
});
/** `link` is told when no mail server is set: the inviter passes it on. */
export const invitationAnswer = z.object({ link: z.string().nullable() });
export const invitationView = z.object({
  id: z.string(),
  email: z.string(),
  part: z.string(),
  level: z.enum(LEVELS),
  organisation: z.string(),
  owner,
  invitedAt: z.string(),
  expiresAt: z.string(),
});
export const invitationOffer = z.object({
  email: z.string(),
  level: z.enum(LEVELS),
  part: z.string(),
  organisation: z.string(),
  owner,
  isKnown: z.boolean(),
});
/**
 * What the sign-in by the identity provider gives: invitations that wait for the address that the provider checked, to be accepted with
 * no link. `isKnown` false: there is no account yet, and no session; accepting makes both.
 */
export const oidcReturnAnswer = signInAnswer.extend({
  isKnown: z.boolean(),
  invitations: z.array(invitationOffer.omit({ isKnown: true })),
});
export type OidcReturnAnswer = z.infer<typeof oidcReturnAnswer>;
/** The name of somebody who comes for the first time; another account keeps its own. */
export const oidcAcceptance = z.strictObject({ name: z.string().trim().min(1, 'donnez votre nom').max(120).optional() });
/** The name and the password of somebody who comes for the first time; a known person signs in first. */
export const invitationAcceptance = z.strictObject({
  token: z.string().min(10).max(200),
  name: z.string().trim().min(1).max(120).optional(),
  password: password.optional(),
});

export const member = z.object({
  id: z.string(),
  personId: z.string(),
  name: z.string(),
  email: z.string(),
  part: z.string(),
  level: z.enum(LEVELS),
  organisation: z.string(),
  owner,
  hasSecondFactor: z.boolean(),
  /** Whether who asks may take this right back. */
  isRemovable: z.boolean(),
});
export const accountsView = z.object({ members: z.array(member), invitations: z.array(invitationView), sendsMail: z.boolean() });
export type AccountsView = z.infer<typeof accountsView>;
export const auditEntry = z.object({
  position: z.number().int(),
  at: z.string(),
  actor: z.string(),
  action: z.string(),
  /** What was asked, in words; null when the route is no longer there. */
  title: z.string().nullable(),
  target: z.string(),
  status: z.number().int(),
});
export type AuditEntry = z.infer<typeof auditEntry>;
