import type { Diagnosis } from '@maillage/domain/diagnosis/diagnosis.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import type { ReactNode } from 'react';
import { diagnosisQuery } from '../api/queries.ts';
import { PageFrame } from './PageFrame.tsx';

/** A page that reads what the run says of needs, types, neighbourhoods and findings. */
export function DiagnosisFrame(props: { title: string; lead: string; children(diagnosis: Diagnosis, run: RunSummary): ReactNode }) {
  return <PageFrame {...props} method="territoires" query={diagnosisQuery} />;
}
