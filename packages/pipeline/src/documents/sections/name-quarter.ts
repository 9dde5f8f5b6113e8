import { ofName } from '@maillage/domain/french-names.ts';
import type { IndexedRun } from '../../views/run-rows.ts';
import { named } from '../prose-inlines.ts';

/** « Fosse 13 (QN06216M) » in prose; of one that the register does not name, where it is: « quartier de Lens (QN06219M) ». */
export function nameQuarter(
  run: IndexedRun,
  { name, code, communeCodes }: { name: string | null; code: string; communeCodes: readonly string[] },
): string {
  const commune = run.communes.get(communeCodes[0] ?? '')?.name;
  return named(`${name ?? (commune === undefined ? 'quartier sans nom' : `quartier ${ofName(commune)}`)} (${code})`);
}
