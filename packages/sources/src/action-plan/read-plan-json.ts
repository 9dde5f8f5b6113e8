import { checkPlan } from '@maillage/domain/plans/check-plan.ts';
import { type ActionPlan, actionPlan, sortPlan } from '@maillage/domain/plans/plan.ts';
import { unreadable } from '../tables/file-errors.ts';
import type { AssembledPlan } from './assemble-plan.ts';
import { FRENCH, tellIssues } from './tell-issues.ts';

const UTF16: readonly (readonly [number, number, string])[] = [
  [0xff, 0xfe, 'utf-16le'],
  [0xfe, 0xff, 'utf-16be'],
];

const encodingOf = (head: Uint8Array) => UTF16.find(([first, second]) => head[0] === first && head[1] === second)?.[2] ?? 'utf-8';

/** Whether a file opens as a JSON document, in any of the encodings that have a mark. */
export const looksLikeJson = (head: Uint8Array): boolean => /^\s*[{[]/.test(new TextDecoder(encodingOf(head)).decode(head));

/** The plan that a JSON document is, with the sheets of the current one that it does not have. Throws `file-unreadable`. */
export function readPlanJson(bytes: Uint8Array, displayPath: string, current: ActionPlan): AssembledPlan {
  const document = parseJson(decode(bytes, displayPath), displayPath);
  const parsed = actionPlan.safeParse(document, FRENCH);
  if (!parsed.success)
    throw unreadable(
      displayPath,
      `ce n’est pas un plan d’actions : ${tellIssues(parsed.error.issues, (path) => tellPath(document, path))}`,
    );
  const { data } = parsed;
  if (data.departementCode !== current.departementCode)
    throw unreadable(displayPath, `ce plan est celui du Département ${data.departementCode}, et non ${current.departementCode}`);
  const ids = new Set(data.actionSheets.map(({ id }) => id));
  const absent = current.actionSheets.filter(({ id }) => !ids.has(id));
  // Kept, like a sheet that a table does not have; with what it leans on.
  const axes = current.axes.filter(({ id }) => !data.axes.some((one) => one.id === id) && absent.some(({ axisId }) => axisId === id));
  const names = new Set(data.organisations.map(({ name }) => name));
  const plan = sortPlan({
    ...data,
    axes: [...data.axes, ...axes],
    organisations: [...data.organisations, ...(absent.length === 0 ? [] : current.organisations.filter(({ name }) => !names.has(name)))],
    actionSheets: [...data.actionSheets, ...absent],
  });
  return { plan, rejects: [], problems: checkPlan(plan), absentSheetIds: absent.map(({ id }) => id) };
}

/** Letters read in the wrong encoding would be written as they are into every text of the plan. */
function decode(bytes: Uint8Array, displayPath: string): string {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    throw unreadable(displayPath, 'il n’est pas en UTF-8, l’encodage du JSON. Exportez de nouveau le plan, ou enregistrez-le en UTF-8');
  }
}

function parseJson(text: string, displayPath: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(
      displayPath,
      `ce n’est pas du JSON entier${tellSpot(error)}. Exportez de nouveau le plan en JSON, ou corrigez cet endroit`,
    );
  }
}

/** Where the engine stopped reading, from its English words. */
function tellSpot(error: unknown): string {
  const spot = /\(line (\d+) column (\d+)\)/.exec(error instanceof Error ? error.message : '');
  return spot === null ? ' (il s’arrête avant la fin)' : ` (ligne ${spot[1]}, caractère ${spot[2]})`;
}

/** « fiche 1.1 (actionSheets, no 1), « title » »: by number, for whoever looks for it in a file of ten thousand lines. */
function tellPath(document: unknown, path: readonly PropertyKey[]): string {
  const [list, index, ...rest] = path;
  if (list !== 'actionSheets' || typeof index !== 'number') return path.length === 0 ? '' : `« ${path.join('.')} »`;
  // A document whose shape is refused may hold anything there.
  const id: unknown = (document as { actionSheets: ({ id?: unknown } | null)[] }).actionSheets[index]?.id;
  const sheet = `fiche ${typeof id === 'string' ? `${id.slice(0, 20)} ` : ''}(actionSheets, nº ${index + 1})`;
  return rest.length === 0 ? sheet : `${sheet}, « ${rest.join('.')} »`;
}
