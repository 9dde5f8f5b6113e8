import { CENTRE_LEVEL_LABELS } from '@maillage/domain/services/ranges.ts';
import type { CommuneListItem } from '@maillage/domain/territories/commune-list.ts';
import type { TableColumn } from './table-model.ts';

/** The level of centre, in words on the page; its rank comes first in what sorts and in the file, so that levels keep their order. */
export const centreLevelColumn: TableColumn<CommuneListItem> = {
  id: 'centre',
  header: 'Niveau de centre',
  kind: 'text',
  value: ({ centreLevel }) => (centreLevel === null ? null : `${centreLevel} ${CENTRE_LEVEL_LABELS[centreLevel] ?? ''}`),
  cell: ({ centreLevel }) => (centreLevel === null ? null : CENTRE_LEVEL_LABELS[centreLevel]),
};
