import type { SourceImporter } from '../importer.ts';
import { openOsmFile } from './osm-file.ts';

/** Of a road extract, only what it says of itself: its roads are read when the territory is known, all extracts together. */
export const roadsImporter: SourceImporter = {
  sourceId: 'roads',
  parserVersion: 1,
  recognise: (probe) => (probe.format === 'osm-pbf' ? { vintage: null, cogYear: null } : null),
  async importFile(file) {
    const { handle, description, blocks } = await openOsmFile(file.absolutePath, file.path);
    await handle.close();
    const { bounds, timestamp, sha256 } = description;
    const vintage = timestamp === null ? null : Number(timestamp.slice(0, 4));
    return {
      sourceId: this.sourceId,
      tally: { rowCount: blocks.length, recordRowCount: blocks.length, outOfScopeCount: 0, rejectCount: 0, rejects: [] },
      notices: [],
      datasets: [{ kind: 'road-extracts', vintage, cogYear: null, records: [{ bounds, timestamp, sha256 }] }],
    };
  },
};
