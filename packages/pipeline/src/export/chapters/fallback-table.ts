import type { Fallback } from '@maillage/domain/accessibility/fallback.ts';
import { type ExportTable, number, round, text } from '../table.ts';

/** Where the people of each commune would go for each service if the nearest place closed; the minutes are empty where nothing else is in reach. */
export function listFallbackTable(chapter: Fallback | undefined): ExportTable {
  return {
    name: 'fallback',
    columns: [text('commune_code'), text('service_type'), number('minutes'), text('place_commune_code'), text('place_name')],
    *rows() {
      if (chapter === undefined) return;
      const { communeCodes, serviceTypes, minutes, place, places } = chapter;
      for (const [row, communeCode] of communeCodes.entries())
        for (const [column, serviceType] of serviceTypes.entries()) {
          const cell = row * serviceTypes.length + column;
          const value = minutes[cell] ?? null;
          // A place without minutes is out of reach: it is no second choice.
          const found = value === null ? undefined : places[place[cell] ?? -1];
          yield [communeCode, serviceType, round(value, 2), found?.communeCode ?? null, found?.name ?? null];
        }
    },
  };
}
