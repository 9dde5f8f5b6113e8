import type { GreyScope } from '@maillage/domain/grey-zones/grey-zones.ts';
import type { RunParameters } from '@maillage/domain/runs/parameters.ts';
import { SERVICE_RANGE_LABELS, SERVICE_RANGES, type ServiceGrouping } from '@maillage/domain/services/ranges.ts';
import { equivalentTypes } from '@maillage/sources/bpe/code-changes.ts';

type Grouping = ServiceGrouping & { collected: boolean };

/**
 * What grey zones are looked for in: each range, theme, basket and service of the run, with the groupings that stand for it.
 * A theme or basket names facility types; the groupings that hold one of them, under any year's code, are its services, each
 * counted once. What no grouping of this run holds is told by name.
 */
export function listGreyScopes(
  groupings: readonly Grouping[],
  { themes, baskets }: Pick<RunParameters, 'themes' | 'baskets'>,
): GreyScope[] {
  const groupingsOfCode = indexByCode(groupings);
  const find = (codes: readonly string[]) =>
    new Set(codes.flatMap((code) => equivalentTypes(code, null)).flatMap((code) => groupingsOfCode.get(code) ?? []));
  const scope = (base: Pick<GreyScope, 'id' | 'kind' | 'label'>, found: Iterable<Grouping>, unknown: readonly string[] = []): GreyScope => {
    const all = [...found];
    return {
      ...base,
      serviceTypes: all
        .filter(({ collected }) => collected)
        .map(({ code }) => code)
        .sort(),
      notCollected: [...all.filter(({ collected }) => !collected).map(({ label }) => label), ...unknown].sort(),
    };
  };
  return [
    ...SERVICE_RANGES.map((range) =>
      scope(
        { id: `range.${range}`, kind: 'range', label: `Gamme ${SERVICE_RANGE_LABELS[range]}` },
        groupings.filter((grouping) => grouping.range === range),
      ),
    ),
    ...themes.map(({ id, label, facilityTypes }) => scope({ id: `theme.${id}`, kind: 'theme', label }, find(facilityTypes))),
    ...baskets.map(({ id, label, services }) => {
      const found = services.map((service) => ({ label: service.label, groupings: find(service.facilityTypes) }));
      const held = new Set(found.flatMap((one) => [...one.groupings]));
      return scope(
        { id: `basket.${id}`, kind: 'basket', label },
        held,
        found.filter((one) => one.groupings.size === 0).map((one) => one.label),
      );
    }),
    ...groupings.map((grouping) => scope({ id: `service.${grouping.code}`, kind: 'service', label: grouping.label }, [grouping])),
  ];
}

function indexByCode(groupings: readonly Grouping[]): Map<string, Grouping[]> {
  const index = new Map<string, Grouping[]>();
  for (const grouping of groupings)
    for (const code of new Set(grouping.facilityTypes.flatMap((one) => equivalentTypes(one, null)))) {
      const known = index.get(code);
      if (known === undefined) index.set(code, [grouping]);
      else known.push(grouping);
    }
  return index;
}
