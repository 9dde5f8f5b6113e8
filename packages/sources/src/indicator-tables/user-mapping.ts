import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { NEED_COMPONENTS } from '@maillage/domain/indicators/need-indicators.ts';
import type { UserIndicator } from '@maillage/domain/sources/records.ts';
import type { SourceImporter } from '../importer.ts';
import { buildSurveyImporter, describesSurvey, parseSurveyMapping } from '../survey/survey-mapping.ts';
import { buildPlacesImporter, describesPlaces, parsePlacesMapping } from '../user-places/user-places.ts';
import { buildMappedImporter } from './mapped-importer.ts';
import { mappingPathOf, parseMappingText, type TableMapping } from './mapping.ts';

const MAX_MAPPING_BYTES = 1_000_000;
/** Id in the catalogue of tables that the user describes. */
const USER_TABLE = 'table-utilisateur';

/**
 * The importer that the user wrote for a data file, in a `.mapping.json` beside it; null when there is none.
 * It goes before every shipped one: who writes a mapping means it. Throws `file-unreadable`, naming the key, when the
 * mapping is badly written.
 */
export async function findUserImporter(absolutePath: string, displayPath: string): Promise<SourceImporter | null> {
  const text = await readFile(mappingPathOf(absolutePath), 'utf8').catch(() => null);
  if (text === null) return null;
  const document = readDocument(text);
  const parserVersion = createHash('sha256').update(text).digest().readUInt32BE();
  if (describesPlaces(document)) return { ...buildPlacesImporter(parsePlacesMapping(document, mappingPathOf(displayPath))), parserVersion };
  if (describesSurvey(document)) return { ...buildSurveyImporter(parseSurveyMapping(document, mappingPathOf(displayPath))), parserVersion };
  const mapping = parseMappingText(text.slice(0, MAX_MAPPING_BYTES), mappingPathOf(displayPath));
  // Whatever the file calls itself, it is shown as the user's own: no table passes for an official source.
  const importer = buildMappedImporter({ ...mapping, sourceId: USER_TABLE });
  const own = listUserIndicators(mapping);
  // Another mapping gives other figures from the same data: what was remembered of the file no longer holds.
  return {
    ...importer,
    parserVersion,
    importFile: async (file, scope) => {
      const imported = await importer.importFile(file, scope);
      return {
        ...imported,
        datasets: imported.datasets.map((dataset) => (dataset.kind === 'indicators' ? { ...dataset, userIndicators: own } : dataset)),
      };
    },
  };
}

/** Undefined for what is not JSON: `parseMappingText` says why. */
function readDocument(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** What a mapping gives beside the components of needs and the counts that they are made of. */
function listUserIndicators({ indicators }: TableMapping): UserIndicator[] {
  const taken = new Set(NEED_COMPONENTS.map(({ id }) => id));
  const own = indicators.filter(({ id, label }) => !taken.has(id) && (label !== undefined || !id.includes(':')));
  return [...new Map(own.map(({ id, label, unit }) => [id, { id, label: label ?? id, unit }])).values()];
}
