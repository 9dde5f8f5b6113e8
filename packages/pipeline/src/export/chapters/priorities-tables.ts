import type { Priorities } from '@maillage/domain/priorities/priorities.ts';
import { type ExportTable, number, round, text } from '../table.ts';

/** Offer × need: each commune, theme by theme. */
export function listPrioritiesTables(priorities: Priorities | undefined): ExportTable[] {
  return [
    {
      name: 'priorities',
      columns: [
        text('commune_code'),
        text('theme'),
        text('deficit_class'),
        text('need_class'),
        number('priority'),
        number('near_priority'),
        text('theme_label'),
        number('deficit'),
        text('deficit_unit'),
        number('need'),
      ],
      *rows() {
        if (priorities === undefined) return;
        const { communeCodes, need, needClasses, tables } = priorities;
        for (const [index, communeCode] of communeCodes.entries())
          for (const { theme, label, unit, deficit, deficitClasses, priorities: ranks, nearPriorities } of tables)
            yield [
              ...[communeCode, theme, deficitClasses[index]!, needClasses[index]!, ranks[index]!, nearPriorities[index]!],
              ...[label, round(deficit[index]!, 4), unit, round(need[index]!, 6)],
            ];
      },
    },
  ];
}
