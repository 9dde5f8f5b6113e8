import type { Catchments } from '@maillage/domain/accessibility/catchments.ts';
import type { Cell, ExportTable } from '../table.ts';
import { number, text } from '../table.ts';

/** Places per 1,000 inhabitants within reach: every commune × service collected × method. */
export function listCatchmentsTables(chapter: Catchments | undefined): ExportTable[] {
  return [
    {
      name: 'fca',
      columns: [text('commune_code'), text('service_type'), text('method'), number('value'), text('unit')],
      *rows(): Iterable<Cell[]> {
        for (const [row, communeCode] of (chapter?.communeCodes ?? []).entries())
          for (const { serviceType, method, values } of chapter!.tables)
            yield [communeCode, serviceType, method, values[row]!, 'pour 1 000 habitants'];
      },
    },
  ];
}
