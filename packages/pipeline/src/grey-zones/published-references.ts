import type { GreyZones } from '@maillage/domain/grey-zones/grey-zones.ts';
import { SERVICE_RANGE_LABELS, SERVICE_RANGES } from '@maillage/domain/services/ranges.ts';
import type { Referential } from '../referential/referential.ts';

const CONVENTION =
  'Part de la population dite éloignée, publiée par l’INSEE pour 2021 : de chef-lieu à chef-lieu, 0 minute quand la commune a le service. À côté de nos chiffres, jamais dans leur calcul.';

const FRANCE = 'La France est la moyenne des Départements qui ont un chiffre, pondérée par leurs habitants.';

/** What others published for France, the région and the Département, to be read beside ours. */
export function describePublishedReferences({
  publishedTerritories,
  departementCode,
  departementName,
  regionCode,
  regionName,
}: Referential): GreyZones['published'] {
  const territories = [
    { kind: 'france', code: null, name: 'France' },
    { kind: 'region', code: regionCode, name: regionName ?? 'Région' },
    { kind: 'departement', code: departementCode, name: departementName },
  ] as const;
  return territories.flatMap(({ kind, code, name }) =>
    SERVICE_RANGES.flatMap((range) => {
      const found = publishedTerritories.find(
        (row) => row.kind === kind && (code === null || row.code === code) && row.measure === `remote-${range}-percent`,
      );
      return found === undefined || found.value === null
        ? []
        : [
            {
              territory: name,
              label: `Part des habitants éloignés de la gamme ${SERVICE_RANGE_LABELS[range]}`,
              value: found.value,
              convention: kind === 'france' ? `${CONVENTION} ${FRANCE}` : CONVENTION,
            },
          ];
    }),
  );
}
