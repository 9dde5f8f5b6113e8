import type { z } from 'zod';
import { accessMeasures } from '../accessibility/access-measures.ts';
import { catchments } from '../accessibility/catchments.ts';
import { fallback } from '../accessibility/fallback.ts';
import { greyZones } from '../grey-zones/grey-zones.ts';
import { hierarchy } from '../hierarchy/hierarchy.ts';
import { inventory } from '../inventory/inventory.ts';
import { priorities } from '../priorities/priorities.ts';
import { quarters } from '../quarters/quarters.ts';

/** The chapters of a run that are read whole, each a document with its contract. A run published before one has none. */
export const RUN_CHAPTERS = { inventory, accessMeasures, catchments, hierarchy, greyZones, priorities, quarters, fallback } as const;
export type ChapterName = keyof typeof RUN_CHAPTERS;
export type Chapter<Name extends ChapterName> = z.infer<(typeof RUN_CHAPTERS)[Name]>;
export type RunChapters = { [Name in ChapterName]: Chapter<Name> };
export const CHAPTER_NAMES = Object.keys(RUN_CHAPTERS) as ChapterName[]; // keys of a literal: TypeScript widens them
