import type { AtlasDeclaration } from '@maillage/domain/atlas/atlas.ts';
import type { RunChange } from '@maillage/domain/change/run-change.ts';
import type { Diagnosis } from '@maillage/domain/diagnosis/diagnosis.ts';
import type { ActionPlan } from '@maillage/domain/plans/plan.ts';
import type { RunChapters } from '@maillage/domain/runs/chapters.ts';
import type { SchemeView } from '@maillage/domain/schemes/scheme-view.ts';
import type { IndexedRun } from '../views/run-rows.ts';

/** All that a document may speak of. What was not loaded, or never computed, is null: the document says that it is missing. */
export interface DocumentFacts {
  run: IndexedRun;
  diagnosis: Diagnosis | null;
  chapters: Partial<RunChapters>;
  /** The run of the same Département that was published before, and what moved since. */
  runBefore: IndexedRun | null;
  change: RunChange | null;
  plan: { plan: ActionPlan; version: number } | null;
  scheme: Omit<SchemeView, 'canWrite'> | null;
  atlas: AtlasDeclaration;
  /** Shapes published with the run; null where none is (a drawn world). */
  geometry: Uint8Array | null;
  /** The day on which lateness and progress are judged, « 2026-05-31 »: it comes from what is read, never from a clock. */
  asOf: string;
}

/** A run alone, with nothing else known. */
export function factsOfRun(run: IndexedRun, atlas: AtlasDeclaration, more: Partial<DocumentFacts> = {}): DocumentFacts {
  return {
    ...{ run, atlas, diagnosis: null, chapters: {}, runBefore: null, change: null, plan: null, scheme: null, geometry: null },
    asOf: run.facts.publishedAt.slice(0, 10),
    ...more,
  };
}
