import type { Actor } from '@maillage/domain/accounts/rights.ts';
import { isPublicSheet } from '@maillage/domain/plans/plan-view.ts';
import { listCalendar } from '@maillage/domain/schemes/calendar.ts';
import { reminderChoice, reminderState } from '@maillage/domain/schemes/scheme-view.ts';
import { readScheme } from '@maillage/pipeline/schemes/read-scheme.ts';
import { writeCalendar } from '@maillage/pipeline/schemes/write-calendar.ts';
import { chooseReminders, wantsReminders } from '@maillage/store/schemes/reminders-repo.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { AccountRoutesOptions } from '../accounts/account-routes.ts';
import { requireRightSomewhere } from '../http/access-rule.ts';
import { errorAnswers } from '../http/errors.ts';
import type { PlanRoutesOptions } from '../plans/plan-routes.ts';

const tags = ['Schéma'];
const partner = { rule: 'partner', right: 'history.read', cache: 'no-store' } as const;

/** The dates of the scheme for anybody's agenda, and whether a person wants to be reminded of theirs. */
export const calendarRoutes =
  (options: PlanRoutesOptions & Pick<AccountRoutesOptions, 'publicAddress' | 'mailer'>): FastifyPluginAsyncZod =>
  async (app) => {
    const { store, plans, currentScheme, now, publicAddress } = options;
    const wanted = async (actor: Actor) => (actor.kind === 'person' ? await wantsReminders(store, actor.id) : null);

    app.get(
      '/api/scheme/calendar.ics',
      {
        config: { rule: 'public', cache: 'revalidate' },
        schema: {
          tags,
          summary: 'Les dates publiques du schéma et du plan, pour un agenda (iCalendar)',
          response: { 200: z.unknown().describe('Le calendrier'), ...errorAnswers },
        },
      },
      async (_, reply) => {
        const scheme = await currentScheme();
        const today = now().slice(0, 10);
        const [{ deadlines }, { stored }] = await Promise.all([readScheme(options, { ...scheme, today }), plans.read(scheme.schemeId)]);
        // The same for everybody: an agenda that subscribes has no account, and its address is passed on.
        const sheets = (stored?.sheets ?? []).map(({ sheet }) => sheet).filter(isPublicSheet);
        const title = stored?.heading.title || 'Schéma d’accès aux services';
        return reply
          .type('text/calendar; charset=utf-8')
          .header('content-disposition', 'attachment; filename="schema.ics"')
          .send(writeCalendar(listCalendar(deadlines, sheets, today), { title, address: publicAddress() }));
      },
    );

    app.get(
      '/api/scheme/reminders',
      { config: partner, schema: { tags, summary: 'Mes rappels par courriel', response: { 200: reminderState, ...errorAnswers } } },
      async ({ actor }) => {
        requireRightSomewhere(actor, 'history.read', (await currentScheme()).schemeId);
        return { wanted: await wanted(actor), sendsMail: !options.mailer.isLocal };
      },
    );

    app.put(
      '/api/scheme/reminders',
      {
        config: partner,
        schema: {
          tags,
          summary: 'Choisir de recevoir ou non les rappels',
          body: reminderChoice,
          response: { 200: reminderState, ...errorAnswers },
        },
      },
      async ({ actor, body }) => {
        requireRightSomewhere(actor, 'history.read', (await currentScheme()).schemeId);
        // Nobody in particular is at the machine: there is no address to write to.
        if (actor.kind === 'person') await chooseReminders(store, actor.id, body.wanted, now());
        return { wanted: await wanted(actor), sendsMail: !options.mailer.isLocal };
      },
    );
  };
