import { defineConfig } from 'vitest/config';
import { LongestFirstSequencer } from './scripts/longest-first-sequencer.ts';

/** What kills processes, computes a real Département, opens every page, or does again in a browser what tests of the API hold: `npm run test:long`. */
const LONG = '**/*.long.test.ts';
const UNIT = ['packages/**/*.test.ts', 'apps/{server,cli}/**/*.test.ts', 'fixtures/**/*.test.ts', 'scripts/**/*.test.ts'];

// One database boots in seconds and the machine may have two cores, or be half as fast for an hour: a limit only ends what hangs.
export default defineConfig({
  test: {
    // On two cores the default is one file at a time; most files wait for a database or a process.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirstSequencer },
    // Files of a worker share their modules, which keep no state that a test could leave behind: to load them anew for each of 250 files
    // took a quarter of the time.
    isolate: false,
    projects: [
      {
        test: {
          name: 'unit',
          include: UNIT,
          exclude: [LONG],
          testTimeout: 180_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: 'web',
          include: ['apps/web/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          // After the others, two at a time: each waits for pages more than it works.
          sequence: { groupOrder: 1 },
          maxWorkers: 2,
          include: ['e2e/**/*.test.ts'],
          exclude: ['e2e/**/*.timed.test.ts', LONG],
          globalSetup: ['e2e/src/build-demo-once.ts'],
          testTimeout: 300_000,
          hookTimeout: 480_000,
          // A machine that builds something else at the same time draws a page in seconds: waiting is not failing.
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        test: {
          name: 'long',
          sequence: { groupOrder: 2 },
          include: [LONG],
          exclude: ['**/node_modules/**'],
          globalSetup: ['e2e/src/build-demo-once.ts'],
          testTimeout: 300_000,
          hookTimeout: 480_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        test: {
          name: 'timed',
          sequence: { groupOrder: 3 },
          maxWorkers: 1,
          include: ['e2e/**/*.timed.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 480_000,
        },
      },
    ],
  },
});
