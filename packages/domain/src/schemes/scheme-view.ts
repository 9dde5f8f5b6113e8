/** What the API says of the procedure of a scheme. */
import { z } from 'zod';
import { isoDate } from '../plans/plan.ts';
import { clauseResult } from './completeness.ts';
import { BODY_KINDS, OPINIONS, SCHEME_KINDS, SCHEME_STATES, type SchemeState, schemeAct } from './procedure.ts';

/** Whether the person who reads is reminded by mail; null for nobody in particular. `sendsMail`: a mail server is set. */
export const reminderState = z.object({ wanted: z.boolean().nullable(), sendsMail: z.boolean() });
export const reminderChoice = z.strictObject({ wanted: z.boolean() });

export const schemeView = z.object({
  schemeId: z.string(),
  kind: z.enum(SCHEME_KINDS),
  state: z.enum(SCHEME_STATES as unknown as [SchemeState]),
  startDate: isoDate.nullable(),
  endDate: isoDate.nullable(),
  bodies: z.array(
    z.object({
      kind: z.enum(BODY_KINDS),
      code: z.string(),
      name: z.string(),
      transmittedOn: z.string().nullable(),
      deadline: z.string().nullable(),
      opinion: z.enum([...OPINIONS, 'tacit', 'awaited']).nullable(),
      givenOn: z.string().nullable(),
      isLate: z.boolean(),
    }),
  ),
  agreementSignatories: z.array(z.string()),
  monitoringDates: z.array(z.string()),
  acts: z.array(
    z.object({ position: z.number().int(), act: schemeAct, author: z.string(), recordedAt: z.string(), isCancelled: z.boolean() }),
  ),
  /** Each kind of act: null when it can be recorded now, else why not. */
  nextActs: z.array(z.object({ type: z.string(), refusal: z.string().nullable() })),
  deadlines: z.array(z.object({ date: isoDate, text: z.string() })),
  completeness: z.array(clauseResult),
  canWrite: z.boolean(),
});
export type SchemeView = z.infer<typeof schemeView>;
