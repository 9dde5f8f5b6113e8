import { apiPaths } from '@maillage/domain/api/paths.ts';
import { type JobView, jobView } from '@maillage/domain/jobs/job.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiPost } from '../api/client.ts';
import { jobsQuery } from '../api/queries.ts';

/** Something that the owner of the folder may ask for. */
export type JobRequest =
  | { kind: 'files'; files: readonly [File, ...File[]] }
  | { kind: 'download'; sourceId: string; url: string | null }
  | { kind: 'build' }
  | { kind: 'cancel'; jobId: string };

/** Starts or cancels a job; the list of jobs then follows it until it ends. */
export function useJobRequest() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: sendJobRequest,
    onSuccess: (job) => {
      // At once in the list: a first reading of it may still be on its way, sent before the job was, and it is not asked again while
      // nothing is known. With something known, it is given up for a new one.
      client.setQueryData(jobsQuery.queryKey, (known: JobView[] = []) => [job, ...known.filter(({ id }) => id !== job.id)]);
      return client.invalidateQueries({ queryKey: jobsQuery.queryKey });
    },
  });
}

async function sendJobRequest(request: JobRequest): Promise<JobView> {
  if (request.kind === 'files') return sendFiles(request.files);
  if (request.kind === 'download') {
    return apiPost(apiPaths.sourceDownload(request.sourceId), jobView, request.url === null ? {} : { url: request.url });
  }
  return request.kind === 'build' ? apiPost(apiPaths.builds, jobView, {}) : apiPost(apiPaths.cancelJob(request.jobId), jobView, {});
}

/** One file a request, in order: a refusal names its file, and those sent before it are kept. */
async function sendFiles(files: readonly [File, ...File[]]): Promise<JobView> {
  const [first, ...others] = files;
  let job = await sendFile(first);
  for (const file of others) job = await sendFile(file);
  return job;
}

function sendFile(file: File): Promise<JobView> {
  const form = new FormData();
  form.append('file', file, file.name);
  return apiPost(apiPaths.sourceFiles, jobView, form);
}
