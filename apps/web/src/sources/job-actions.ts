import { apiPaths } from '@maillage/domain/api/paths.ts';
import { type JobView, jobView } from '@maillage/domain/jobs/job.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiPost } from '../api/client.ts';
import { jobsQuery } from '../api/queries.ts';

/** Something that the owner of the folder may ask for. */
export type JobRequest =
  | { kind: 'files'; files: readonly File[] }
  | { kind: 'download'; sourceId: string; url: string | null }
  | { kind: 'build' }
  | { kind: 'cancel'; jobId: string };

/** Starts or cancels a job; the list of jobs then follows it until it ends. */
export function useJobRequest() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: sendJobRequest,
    onSuccess: () => client.invalidateQueries({ queryKey: jobsQuery.queryKey }),
  });
}

function sendJobRequest(request: JobRequest): Promise<JobView> {
  if (request.kind === 'files') {
    const form = new FormData();
    for (const file of request.files) form.append('file', file, file.name);
    return apiPost(apiPaths.sourceFiles, jobView, form);
  }
  if (request.kind === 'download') {
    return apiPost(apiPaths.sourceDownload(request.sourceId), jobView, request.url === null ? {} : { url: request.url });
  }
  return request.kind === 'build' ? apiPost(apiPaths.builds, jobView, {}) : apiPost(apiPaths.cancelJob(request.jobId), jobView, {});
}
