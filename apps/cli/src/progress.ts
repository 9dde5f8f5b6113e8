import type { ReportProgress } from '@maillage/domain/jobs/job.ts';
import { SingleBar } from 'cli-progress';

/**
 * Shows progress on standard error: a bar in a terminal, one line a step elsewhere, nothing with --json. `stop` must be
 * called, also after a failure, to leave the terminal clean.
 */
export function showProgress(json: boolean): { report: ReportProgress; stop: () => void } {
  if (json) return { report: () => undefined, stop: () => undefined };
  if (!process.stderr.isTTY) {
    let last = '';
    return {
      report: ({ stepName, ratio }) => {
        if (stepName === last) return;
        last = stepName;
        process.stderr.write(`[${String(Math.round(ratio * 100)).padStart(3)} %] ${stepName}\n`);
      },
      stop: () => undefined,
    };
  }
  const bar = new SingleBar({
    format: '{bar} {percentage} % · {step}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(100, 0, { step: 'Préparation' });
  return { report: ({ stepName, ratio }) => bar.update(Math.round(ratio * 100), { step: stepName }), stop: () => bar.stop() };
}
