import type { InventoryPlace } from '@maillage/domain/inventory/inventory.ts';
import { listTable } from '../list-table.ts';
import { type ExportTable, number, round, text } from '../table.ts';

/** One row per place, and one per service and commune where facilities are counted without their places. */
export function listInventoryTables(places: readonly InventoryPlace[]): ExportTable[] {
  return [
    listTable(
      'inventory',
      [
        ...[text('place_id'), text('service_type'), text('name'), text('commune_code'), number('lon'), number('lat'), text('channel')],
        ...[number('weekly_hours'), number('count'), text('sources'), text('address'), text('telephone'), text('hours')],
        ...[text('name_source'), text('position_source'), text('hours_source')],
      ],
      places,
      (place) => [
        ...[place.placeId, place.serviceType, place.name, place.communeCode, round(place.lon, 6), round(place.lat, 6), place.channel],
        ...[round(place.weeklyHours, 2), place.count, place.sources.join('|'), place.address, place.telephone, place.hoursText],
        ...[place.said.name, place.said.position, place.said.hours],
      ],
    ),
  ];
}
