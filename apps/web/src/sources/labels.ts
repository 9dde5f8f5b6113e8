import type { JobView } from '@maillage/domain/jobs/job.ts';
import type { SourceDescription, SourceFileReport, SourceWithState } from '@maillage/domain/sources/catalogue.ts';

export const STATE_LABELS: Record<SourceWithState['state'], { text: string; tag: string }> = {
  absent: { text: 'absente', tag: 'tag' },
  loaded: { text: 'chargée', tag: 'tag tag-success' },
  refused: { text: 'refusée', tag: 'tag tag-error' },
};
export const FILE_STATE_LABELS: Record<SourceFileReport['state'], { text: string; tag: string }> = {
  loaded: { text: 'chargé', tag: 'tag tag-success' },
  refused: { text: 'refusé', tag: 'tag tag-error' },
  unreadable: { text: 'illisible', tag: 'tag tag-error' },
  'set-aside': { text: 'mis de côté', tag: 'tag' },
};
export const NECESSITY_LABELS: Record<SourceDescription['necessity'], string> = {
  required: 'indispensable',
  recommended: 'recommandée',
  optional: 'facultative',
};
export const ROLE_LABELS: Record<SourceDescription['role'], string> = {
  npm: 'fournie avec l’installation',
  input: 'entre dans le calcul',
  comparison: 'sert seulement à comparer',
};
export const ADDRESS_LABELS: Record<SourceDescription['addressStatus'], string> = {
  confirmed: 'adresse confirmée',
  seen: 'adresse vue dans un code public, non ouverte par nous',
  unconfirmed: 'adresse non confirmée',
};
export const JOB_STATE_LABELS: Record<JobView['state'], string> = {
  waiting: 'en attente',
  running: 'en cours',
  done: 'terminé',
  failed: 'en échec',
  cancelled: 'annulé',
};
