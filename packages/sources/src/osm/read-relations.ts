import type { PbfReader } from 'pbf';
import { forEachItem, GROUP_RELATION, groupKind, type PrimitiveBlock, readExtent, textAt } from './pbf-block.ts';
import { readTags } from './read-ways.ts';
import type { Tags } from './tags/tags.ts';
import { createCursor, nextSigned, nextVarint } from './varint-cursor.ts';

export interface Member {
  role: string;
  kind: 'node' | 'way' | 'relation';
  id: number;
}

const KINDS = ['node', 'way', 'relation'] as const;
const EMPTY = { start: 0, end: 0 };

/** Calls `visit` with the relations whose tag `type` is this one. */
export function readRelations(block: PrimitiveBlock, type: string, visit: (id: number, tags: Tags, members: Member[]) => void): void {
  for (const group of block.groups) {
    if (groupKind(block, group) !== GROUP_RELATION) continue;
    forEachItem(block, group, GROUP_RELATION, (item, end) => readRelation(block, item, end, type, visit));
  }
}

function readRelation(
  block: PrimitiveBlock,
  pbf: PbfReader,
  end: number,
  type: string,
  visit: (id: number, tags: Tags, members: Member[]) => void,
): void {
  const fields = { id: 0, keys: EMPTY, values: EMPTY, roles: EMPTY, ids: EMPTY, kinds: EMPTY };
  for (let field = pbf.nextField(end); field !== 0; field = pbf.nextField(end)) {
    if (field === 1) fields.id = pbf.readVarint(true);
    else if (field === 2) fields.keys = readExtent(pbf);
    else if (field === 3) fields.values = readExtent(pbf);
    else if (field === 8) fields.roles = readExtent(pbf);
    else if (field === 9) fields.ids = readExtent(pbf);
    else if (field === 10) fields.kinds = readExtent(pbf);
  }
  const tags = readTags(block, fields.keys, fields.values);
  if (tags.get('type') !== type) return;
  const roles = createCursor(block.bytes, fields.roles);
  const ids = createCursor(block.bytes, fields.ids);
  const kinds = createCursor(block.bytes, fields.kinds);
  const members: Member[] = [];
  let id = 0;
  while (ids.pos < ids.end) {
    id += nextSigned(ids);
    members.push({ role: textAt(block, nextVarint(roles)), kind: KINDS[nextVarint(kinds)] ?? 'relation', id });
  }
  visit(fields.id, tags, members);
}
