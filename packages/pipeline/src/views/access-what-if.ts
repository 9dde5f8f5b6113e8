import type { AccessWhatIf, AccessWhatIfQuery } from '@maillage/domain/accessibility/access-what-if.ts';
import { DomainError } from '@maillage/domain/errors.ts';
import type { Commune } from '@maillage/domain/territories/territory.ts';
import { type IndexedRun, rowKey } from './run-rows.ts';

const PROFILE_COMPONENTS = { all: null, over75: 'over75', children: 'under15' } as const;

/**
 * The people of a profile who are strictly beyond so many minutes of the services of a scope, in mean, over the Département and each
 * EPCI. Throws `data-missing` for a run without scopes or a profile that no source describes, `parameters-invalid` for an unknown scope.
 */
export function askAccessShares(run: IndexedRun, { scope: scopeId, profile, minutes }: AccessWhatIfQuery): AccessWhatIf {
  const scope = run.facts.greyZones?.scopes.find(({ id }) => id === scopeId);
  if (run.facts.greyZones === null)
    throw new DomainError('data-missing', 'Ce calcul a été publié sans ses gammes, thèmes et paniers. Relancez le calcul.');
  if (scope === undefined || scope.serviceTypes.length === 0)
    throw new DomainError('parameters-invalid', `« ${scopeId} » n’a aucun service recensé dans ce calcul.`, { scope: scopeId });
  const component = PROFILE_COMPONENTS[profile];
  const shareOf = ({ code }: Commune) => (component === null ? 1 : (run.needComponents.get(rowKey(code, component))?.value ?? null));
  if (run.ownCommunes.every((commune) => shareOf(commune) === null))
    throw new DomainError('data-missing', 'Aucune source de ce calcul ne décrit ces habitants.', { profile });
  const { access } = run.facts;
  const columns = scope.serviceTypes.flatMap((code) => run.serviceColumn.get(code) ?? []);
  const counted = run.ownCommunes.flatMap((commune, row) => {
    const people = (commune.populationCount ?? 0) * (shareOf(commune) ?? 0);
    const reached = columns.map((column) => access.minutes[row * access.serviceTypes.length + column]!).filter(Number.isFinite);
    const mean = reached.reduce((sum, value) => sum + value, 0) / reached.length;
    // Out of reach of every service is beyond any duration: the mean of nothing is not a number.
    return people === 0 ? [] : [{ epciCode: commune.epciCode, people, isBeyond: !(mean <= minutes) }];
  });
  const tell = (members: readonly { people: number; isBeyond: boolean }[]) => {
    const everybody = members.reduce((sum, { people }) => sum + people, 0);
    const peopleCount = members.reduce((sum, { people, isBeyond }) => sum + (isBeyond ? people : 0), 0);
    return { peopleCount: Math.round(peopleCount), shareRatio: everybody === 0 ? null : peopleCount / everybody };
  };
  return {
    ...{ scopeId, minutes },
    departement: tell(counted),
    epcis: [...Map.groupBy(counted, ({ epciCode }) => epciCode)]
      .flatMap(([code, members]) =>
        code === null ? [] : [{ code, name: run.territories.get(rowKey('epci', code))?.name ?? code, ...tell(members) }],
      )
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
  };
}
