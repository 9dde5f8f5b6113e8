import { DomainError } from '@maillage/domain/errors.ts';
import type { GreyWhatIf, GreyWhatIfQuery } from '@maillage/domain/grey-zones/grey-what-if.ts';
import { type GreyWorld, listGreyCommunes, nameGreyAreas, rateScope, summariseGrey } from '../grey-zones/rate-scope.ts';
import { type IndexedRun, rowKey } from './run-rows.ts';

/** The scope of a basket that the reader chose: it is in no run. */
const OWN_SCOPE = 'basket.choisi';

/**
 * Grey zones of the Département with the reader's own scope, basket, reference or thresholds, from the minutes that the run
 * published. Throws `data-missing` for a run without grey zones, `parameters-invalid` for what it does not hold.
 */
export function askGreyZones(run: IndexedRun, query: GreyWhatIfQuery): GreyWhatIf {
  const { greyZones, access, manifest } = run.facts;
  if (greyZones === null)
    throw new DomainError('data-missing', 'Ce calcul a été publié sans zones grises. Relancez le calcul.', { runId: manifest.id });
  const scope =
    query.services === undefined
      ? greyZones.scopes.find(({ id }) => id === (query.scope ?? 'range.proximity'))
      : { id: OWN_SCOPE, serviceTypes: query.services.split(',') };
  if (scope === undefined)
    throw new DomainError('parameters-invalid', `« ${query.scope} » n’est ni une gamme, ni un thème, ni un panier de ce calcul.`, {
      scope: query.scope,
    });
  const unknown = scope.serviceTypes.find((code) => run.services.get(code)?.collected !== true);
  if (unknown !== undefined)
    throw new DomainError('parameters-invalid', `Le service « ${unknown} » n’est pas recensé dans ce calcul : retirez-le du panier.`, {
      serviceType: unknown,
    });
  const ownCount = run.ownCommunes.length;
  const factor = query.factor ?? manifest.parameters.greyZones.factor;
  const minimumShare = query.minimumShare ?? manifest.parameters.greyZones.minimumShare;
  const world: GreyWorld = {
    communes: run.ownCommunes,
    ownCount,
    neighbours: greyZones.neighbours,
    minutes: access.minutes.subarray(0, ownCount * access.serviceTypes.length),
    secondMinutes: null,
    columnOf: run.serviceColumn,
    profile: (id) => run.ownCommunes.map(({ code }) => run.needComponents.get(rowKey(code, id))?.value ?? null),
    ...{ factor, minimumShare, watchRatio: manifest.parameters.greyZones.watchRatio },
  };
  const referenceOf = new Map(greyZones.referenceMinutes.map((row) => [row.serviceType, row[query.reference]]));
  const zones = rateScope(world, { scope, referenceMinutes: access.serviceTypes.map((code) => referenceOf.get(code) ?? null) });
  const rated = { scopeId: scope.id, reference: query.reference, zones };
  const indexOf = new Map(run.ownCommunes.map(({ code }, index) => [code, index]));
  return {
    ...{ scopeId: scope.id, serviceCount: scope.serviceTypes.length, factor, minimumShare },
    communes: listGreyCommunes(world, rated).map(({ communeCode, greyCount, knownCount, class: greyClass }) => ({
      ...{ communeCode, greyCount, knownCount, class: greyClass },
      isGrey: zones.isGrey[indexOf.get(communeCode)!] === 1,
    })),
    areas: nameGreyAreas(world, rated),
    summary: summariseGrey(world, { ...rated, territory: 'departement', indices: [...run.ownCommunes.keys()] }),
    published:
      greyZones.summaries.find((row) => row.scopeId === scope.id && row.reference === query.reference && row.territory === 'departement') ??
      null,
  };
}
