import { can } from '@maillage/domain/accounts/rights.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import { schemeAct } from '@maillage/domain/schemes/procedure.ts';
import { schemeView } from '@maillage/domain/schemes/scheme-view.ts';
import { readScheme, refusalOf } from '@maillage/pipeline/schemes/read-scheme.ts';
import { findLatestRun } from '@maillage/store/runs/runs-repo.ts';
import { cancelAct, findSchemeKind, recordAct } from '@maillage/store/schemes/scheme-acts-repo.ts';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { requireRight } from '../http/access-rule.ts';
import { errorAnswers } from '../http/errors.ts';
import type { PlanRoutesOptions } from '../plans/plan-routes.ts';

const tags = ['Schéma'];
const partner = { rule: 'partner', right: 'procedure.write', cache: 'no-store' } as const;

/** The procedure of the scheme: where it stands for all, its acts for its owners. */
export const schemeRoutes =
  ({ store, plans, schemeRuns, currentScheme, nameAuthors, now }: PlanRoutesOptions): FastifyPluginAsyncZod =>
  async (app) => {
    const today = () => now().slice(0, 10);
    const view = async ({ actor }: FastifyRequest) => {
      const scheme = await currentScheme();
      const canWrite = can(actor, 'procedure.write', scheme);
      const read = await readScheme(
        { store, plans, schemeRuns },
        { ...scheme, today: today(), decidedOnly: !can(actor, 'plan.readDrafts', scheme) },
      );
      // Who recorded an act is the business of the partners.
      const names = canWrite ? await nameAuthors(read.acts.map(({ author }) => author)) : new Map<string, string>();
      return { ...read, canWrite, acts: read.acts.map((one) => ({ ...one, author: names.get(one.author) ?? '' })) };
    };

    app.get(
      '/api/scheme',
      {
        config: { rule: 'public', cache: 'no-store' },
        schema: {
          tags,
          summary: 'Où en est le schéma : procédure, avis, échéances, complétude',
          response: { 200: schemeView, ...errorAnswers },
        },
      },
      (request) => view(request),
    );

    app.post(
      '/api/scheme/acts',
      {
        config: partner,
        schema: { tags, summary: 'Enregistrer un acte de la procédure', body: schemeAct, response: { 200: schemeView, ...errorAnswers } },
      },
      async (request) => {
        const scheme = await currentScheme();
        requireRight(request.actor, 'procedure.write', scheme);
        const act = request.body;
        if (act.date > today()) throw new DomainError('usage', 'Un acte s’enregistre une fois accompli : cette date est à venir.');
        const kind = await findSchemeKind(store, scheme.schemeId);
        const run = await findLatestRun(store, scheme.departementCode);
        const expected = run === undefined ? [] : await schemeRuns.expectedBodies(run.id, kind);
        const author = { ...scheme, authorId: request.actor.kind === 'person' ? request.actor.id : 'poste', now: now() };
        await recordAct(store, author, act, (acts) => {
          // On the day of the act: a time that had not passed then had not passed.
          const refusal = refusalOf(kind, acts, { act, expected, today: act.date });
          if (refusal !== null) throw new DomainError('usage', `Cet acte n’a pas été enregistré. ${refusal}`);
        });
        return view(request);
      },
    );

    app.post(
      '/api/scheme/acts/:position/cancel',
      {
        config: partner,
        schema: {
          tags,
          summary: 'Annuler le dernier acte ; il reste dans la liste, barré',
          params: z.object({ position: z.string().regex(/^\d{1,15}$/) }),
          body: z.object({}).nullish(),
          response: { 200: schemeView, ...errorAnswers },
        },
      },
      async (request) => {
        const scheme = await currentScheme();
        requireRight(request.actor, 'procedure.write', scheme);
        const authorId = request.actor.kind === 'person' ? request.actor.id : 'poste';
        await cancelAct(store, { ...scheme, authorId, now: now() }, Number(request.params.position));
        return view(request);
      },
    );
  };
