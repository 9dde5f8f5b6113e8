import { answer, type FigureContext, type FigureFamily, type Place, plainOrigin } from './figure-context.ts';

/** `procedure.opinions.awaited`: what is counted in the acts of the procedure. */
function resolveProcedure(context: FigureContext, part: string, place: Place | null) {
  const { scheme } = context;
  if (scheme === null || place !== null) return undefined;
  const of = (value: number, unit: string, label: string) =>
    answer(value, { unit }, plainOrigin({ label, formula: 'compté dans les actes enregistrés de la procédure', methodNote: 'redaction' }));
  const opinions = (kept: (opinion: string | null) => boolean) => scheme.bodies.filter(({ opinion }) => kept(opinion)).length;
  switch (part) {
    case 'bodies':
      return of(scheme.bodies.length, 'bodies', 'Instances à consulter');
    case 'bodies.asked':
      return of(scheme.bodies.filter(({ transmittedOn }) => transmittedOn !== null).length, 'bodies', 'Instances qui ont reçu le projet');
    case 'opinions':
      return of(
        opinions((opinion) => opinion !== null && opinion !== 'awaited'),
        'opinions',
        'Avis donnés ou réputés donnés',
      );
    case 'opinions.favourable':
      return of(
        opinions((opinion) => opinion === 'favourable' || opinion === 'favourableWithReservations'),
        'opinions',
        'Avis favorables',
      );
    case 'opinions.unfavourable':
      return of(
        opinions((opinion) => opinion === 'unfavourable'),
        'opinions',
        'Avis défavorables',
      );
    case 'opinions.tacit':
      return of(
        opinions((opinion) => opinion === 'tacit'),
        'opinions',
        'Avis réputés donnés',
      );
    case 'opinions.awaited':
      return of(
        opinions((opinion) => opinion === 'awaited'),
        'opinions',
        'Avis attendus',
      );
    case 'clauses':
      return of(scheme.completeness.length, 'clauses', 'Exigences du décret et de la loi');
    case 'clauses.met':
    case 'clauses.partial':
    case 'clauses.missing':
      return of(
        scheme.completeness.filter(({ state }) => state === part.slice('clauses.'.length)).length,
        'clauses',
        'Exigences dans cet état',
      );
    case 'signatories':
      return of(scheme.agreementSignatories.length, 'signatories', 'Signataires de la convention');
    default:
      return undefined;
  }
}

export const PROCEDURE_FAMILIES: Readonly<Record<string, FigureFamily>> = {
  procedure: {
    resolve: resolveProcedure,
    list: ({ scheme }) =>
      scheme === null
        ? []
        : ['bodies', 'opinions', 'opinions.favourable', 'opinions.awaited', 'clauses.met'].map((part) => ({
            reference: `procedure.${part}`,
            label: `Procédure : ${part === 'bodies' ? 'instances à consulter' : part === 'clauses.met' ? 'exigences remplies' : part === 'opinions' ? 'avis donnés' : part === 'opinions.favourable' ? 'avis favorables' : 'avis attendus'}`,
            kinds: [],
          })),
  },
};
