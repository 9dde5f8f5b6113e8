import { readBytes } from '../tables/byte-source.ts';
import { openCsvTable } from '../tables/csv-table.ts';
import { unreadable } from '../tables/file-errors.ts';
import { DEFAULT_LIMITS } from '../tables/limits.ts';

/** The places of one type of service, as nodes of the graph. */
export interface FacilitySet {
  name: string;
  nodes: Uint32Array;
}

/**
 * Nodes of the origins, in the order of `origins.csv` (`id,node,lon,lat`). A row that names no node of the graph is refused
 * with its line: a workload with holes would give a sum that compares with nothing.
 */
export async function readOriginNodes(path: string, displayPath: string, nodeCount: number): Promise<Uint32Array> {
  const nodes: number[] = [];
  for await (const { node } of readNodeRows(path, displayPath, nodeCount, ['id', 'node'])) nodes.push(node);
  if (nodes.length === 0) throw unreadable(displayPath, 'il ne contient aucune origine. Il faut au moins une ligne « id,node,lon,lat »');
  return Uint32Array.from(nodes);
}

/** Sets of `facilities.csv` (`set,id,node,lon,lat`), in the order in which they first appear; same refusals. */
export async function readFacilitySets(path: string, displayPath: string, nodeCount: number): Promise<FacilitySet[]> {
  const sets = new Map<string, number[]>();
  for await (const { node, set } of readNodeRows(path, displayPath, nodeCount, ['set', 'id', 'node'])) {
    const nodes = sets.get(set);
    if (nodes === undefined) sets.set(set, [node]);
    else nodes.push(node);
  }
  if (sets.size === 0) throw unreadable(displayPath, 'il ne contient aucun lieu. Il faut au moins une ligne « set,id,node,lon,lat »');
  return Array.from(sets, ([name, nodes]) => ({ name, nodes: Uint32Array.from(nodes) }));
}

async function* readNodeRows(path: string, displayPath: string, nodeCount: number, columns: readonly string[]) {
  const table = await openCsvTable(() => readBytes(path, displayPath, DEFAULT_LIMITS), displayPath);
  const missing = columns.filter((column) => !table.hasColumn(column));
  if (missing.length > 0)
    throw unreadable(displayPath, `il manque la colonne « ${missing.join(' », « ')} ». L’en-tête attendu contient ${columns.join(', ')}`);
  const refuse = (line: number, reason: string): never => {
    throw unreadable(displayPath, `ligne ${line}, ${reason}`, { line });
  };
  for await (const row of table.rows(refuse)) {
    const text = row.cell('node') ?? '';
    if (text === '') refuse(row.line, 'la colonne « node » est vide. Écrivez-y le numéro du nœud');
    const node = /^\d{1,10}$/.test(text) ? Number(text) : -1;
    if (node < 0) refuse(row.line, `« ${text} » n’est pas un numéro de nœud. Écrivez un nombre entier`);
    if (node >= nodeCount) refuse(row.line, `le nœud ${node} n’existe pas : le graphe en compte ${nodeCount}, à partir de 0`);
    const set = row.cell('set') ?? '';
    if (columns.includes('set') && set === '') refuse(row.line, 'la colonne « set » est vide. Écrivez-y le nom de l’ensemble');
    yield { node, set };
  }
}
