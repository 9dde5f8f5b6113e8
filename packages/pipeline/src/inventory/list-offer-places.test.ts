import type { ServicePlace } from '@maillage/domain/sources/records.ts';
import { describe, expect, test } from 'vitest';
import type { Referential } from '../referential/referential.ts';
import { drawReferential, drawWorld } from '../testing/drawn-world.ts';
import { computeInventory } from './compute-inventory.ts';
import { listOfferPlaces } from './list-offer-places.ts';

// Two communes 10 km apart on the equator: a tenth of a degree of longitude is 11.1 km, so 0.009° is 1 km.
const KM = 1 / 111.195;
const tell = (sourceId: string, given: Partial<ServicePlace>): Referential['servicePlaces'][number] => ({
  ...{ sourceId, sourceKey: `${sourceId}-1`, siret: null, finess: null, serviceType: 'D307', name: 'Pharmacie', communeCode: '00001' },
  ...{
    address: null,
    lon: 0,
    lat: 0,
    positionQuality: 'address',
    channel: 'site',
    weeklyOpenMinutes: null,
    hoursText: null,
    telephone: null,
  },
  ...given,
});
const territory = (servicePlaces: Referential['servicePlaces'], offer: Record<string, number> = { D307: 2 }): Referential => ({
  ...drawReferential(
    [
      { code: '00001', atKm: 0, population: 1000, offer },
      { code: '00002', atKm: 10, population: 500 },
    ],
    [{ code: 'D307', range: 'proximity' }],
  ),
  servicePlaces,
  boundaries: new Map([
    [
      '00001',
      {
        type: 'Polygon',
        coordinates: [
          [
            [-0.02, -0.02],
            [0.02, -0.02],
            [0.02, 0.02],
            [-0.02, 0.02],
            [-0.02, -0.02],
          ],
        ],
      },
    ],
  ]),
});

describe('places that several sources tell', () => {
  test('counts without places stay one row per commune and service', () => {
    const { places, issues } = listOfferPlaces(territory([], { D307: 2, A206: 1 }));
    expect(places.map(({ placeId, serviceType, count, lon }) => [placeId, serviceType, count, lon])).toEqual([
      ['bpe-counts:A206:00001', 'A206', 1, null],
      ['bpe-counts:D307:00001', 'D307', 2, null],
    ]);
    expect(issues).toEqual([]);
  });

  test('two sources of one place make one record, each field with the source that said it; the rest of the count stays', () => {
    const { places } = listOfferPlaces(
      territory([
        tell('health-places', { name: 'PHARMACIE SAINT ELOI', finess: '620000001', telephone: '0321000000' }),
        tell('lieux-utilisateur', { name: 'Phie St-Éloi', lon: 0.02 * KM, weeklyOpenMinutes: 2400, hoursText: 'Mo-Fr 09:00-17:00' }),
      ]),
    );
    expect(places).toMatchObject([
      { placeId: 'bpe-counts:D307:00001', count: 1, name: null },
      {
        placeId: 'health-places:D307:health-places-1',
        ...{ name: 'Phie St-Éloi', weeklyHours: 40, telephone: '0321000000', sources: ['health-places', 'lieux-utilisateur'] },
        said: { name: 'lieux-utilisateur', position: 'lieux-utilisateur', hours: 'lieux-utilisateur', telephone: 'health-places' },
      },
    ]);
  });

  test('one number in two sources is one place whatever the names; placed 3 km apart, it is told', () => {
    const siret = '12345678901234';
    const { places, issues } = listOfferPlaces(
      territory([
        tell('public-counters', { serviceType: 'caf', name: 'Caf', siret }),
        tell('inclusion-services', { serviceType: 'caf', name: 'Allocations familiales', siret, lat: 3 * KM }),
      ]),
    );
    expect(places.filter(({ serviceType }) => serviceType === 'caf')).toHaveLength(1);
    const placeIds = ['public-counters:caf:public-counters-1'];
    expect(issues).toMatchObject([
      { kind: 'contradiction', placeIds },
      { kind: 'outside-commune', placeIds },
    ]);
    expect(issues[0]?.sentence).toMatch(/« Caf », du même numéro dans les deux, est placé à 3 km de distance/);
  });

  test('the same desk 3 km apart in two sources: both are kept, and the reader is told where to mend it', () => {
    const { places, issues } = listOfferPlaces(
      territory([
        tell('public-counters', { serviceType: 'caf', name: 'CAF Arras' }),
        tell('inclusion-services', { serviceType: 'caf', name: 'Caf Arras', lat: 3 * KM }),
      ]),
    );
    expect(places.filter(({ serviceType }) => serviceType === 'caf')).toHaveLength(2);
    expect(issues.map(({ kind }) => kind)).toEqual(['contradiction', 'outside-commune']);
    expect(issues[0]?.sentence).toMatch(
      /3 km de distance selon « Guichets.*» et selon « Services d’insertion.*les deux sont gardés\. Corrigez/,
    );
    expect(issues[1]?.sentence).toMatch(/placé à 7\d\d m de Commune 00001 \(00001\)/);
  });

  test('two likely records stay two, to be looked at; twice in one list is a duplicate, shown', () => {
    const { places, issues } = listOfferPlaces(
      territory([
        tell('health-places', { name: 'PHARMACIE DU CENTRE' }),
        tell('lieux-utilisateur', { name: 'PHARMACIE CENTRALE', lon: 0.08 * KM }),
        tell('lieux-utilisateur', { sourceKey: 'b', name: 'MDS Arras', serviceType: 'solidarity' }),
        tell('lieux-utilisateur', { sourceKey: 'c', name: 'MDS Arras', serviceType: 'solidarity', lon: 0.01 * KM }),
      ]),
    );
    expect(places).toHaveLength(4);
    expect(issues.map(({ kind, placeIds }) => [kind, placeIds.length])).toEqual([
      ['perhaps-same', 2],
      ['duplicate', 2],
    ]);
  });

  test('more places named than facilities counted is told; hours that cannot be read too', () => {
    const { places, issues } = listOfferPlaces(
      territory(
        [tell('health-places', { name: 'A' }), tell('health-places', { sourceKey: '2', name: 'B', lat: KM, hoursText: 'sur rendez-vous' })],
        {
          D307: 1,
        },
      ),
    );
    expect(places.map(({ count, name }) => `${count} ${name}`).sort()).toEqual(['1 A', '1 B']);
    expect(issues.map(({ kind }) => kind)).toEqual(['more-than-counted', 'unread-hours']);
    expect(issues[0]?.sentence).toMatch(/^2 lieux sont nommés là où « .* » compte 1 équipement :/);
    expect(issues[1]).toMatchObject({ placeIds: ['health-places:D307:2'] });
  });

  test('the order of the files changes no record: same ids, same counts', () => {
    const list = [
      tell('health-places', { name: 'PHARMACIE A' }),
      tell('health-places', { sourceKey: '2', name: 'PHARMACIE B', lat: KM }),
      tell('lieux-utilisateur', { name: 'PHARMACIE B', lat: KM }),
    ];
    expect(listOfferPlaces(territory(list.toReversed()))).toEqual(listOfferPlaces(territory(list)));
    expect(listOfferPlaces(territory(list)).places.map(({ placeId }) => placeId)).toEqual([
      'health-places:D307:2',
      'health-places:D307:health-places-1',
    ]);
  });
});

test('each theme says what it holds, a theme without any service included; two sources are measured against each other', async () => {
  const world = await drawWorld(
    territory(
      [
        tell('health-places', { name: 'A' }),
        tell('health-places', { sourceKey: '2', name: 'BEATRICE', lat: KM }),
        tell('lieux-utilisateur', { name: 'A', lon: 0.01 * KM }),
        tell('lieux-utilisateur', { sourceKey: 'n', serviceType: 'digital', name: 'Cyber-base' }),
      ],
      { A206: 1 },
    ),
  );
  const { themes, quality, serviceLabels, placeCount, linkedCount } = computeInventory(world);
  const theme = (id: string) => themes.find((one) => one.id === id);
  expect(theme('numerique')).toMatchObject({ placeCount: 1, facilityCount: 1, serviceTypes: ['digital'] });
  expect(theme('sante')).toMatchObject({ placeCount: 2, facilityCount: 2 });
  expect(theme('services-publics')).toMatchObject({ placeCount: 0, facilityCount: 1, serviceTypes: ['A206'] });
  expect(theme('culture-sport')).toMatchObject({ placeCount: 0, facilityCount: 0, serviceTypes: [] });
  expect(quality.find(({ sourceId, serviceType }) => sourceId === 'health-places' && serviceType === 'D307')).toMatchObject({
    ...{ facilityCount: 2, addressShareRatio: 1 },
    against: [{ sourceId: 'lieux-utilisateur', sharedCount: 1, jaccard: 0.5, estimatedTotal: 2 }],
  });
  expect(serviceLabels).toMatchObject({ D307: 'Service D307', digital: 'Espace public numérique' });
  expect([placeCount, linkedCount]).toEqual([3, 1]);
});
