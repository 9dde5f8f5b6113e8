import type { Chapter, ChapterName } from '@maillage/domain/runs/chapters.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import type { ReactNode } from 'react';
import { chapterQuery } from '../api/chapter-query.ts';
import { PageFrame } from './PageFrame.tsx';

/** A page that reads one chapter of the run. */
export function ChapterFrame<Name extends ChapterName>(props: {
  title: string;
  lead: string;
  chapter: Name;
  /** The method note that says how its figures are made: « zones-grises ». */
  method: string;
  children(chapter: Chapter<Name>, run: RunSummary): ReactNode;
}) {
  return <PageFrame {...props} query={(runId) => chapterQuery(runId, props.chapter)} />;
}
