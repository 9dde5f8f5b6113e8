import { Worker } from 'node:worker_threads';
import { DomainError } from '@maillage/domain/errors.ts';
import type { RoadAnswer, RoadQuestion } from './road-questions.ts';
import type { ThreadAnswer, ThreadQuestion } from './road-thread.ts';

/** Roads of published runs, asked questions while the pages are served. */
export interface RoadDesk {
  /**
   * Throws `data-missing` for a run whose minutes are estimated, or whose roads are gone, or a start far from every road; `busy` when
   * too many questions wait.
   */
  ask<Q extends RoadQuestion>(runId: string, question: Q): Promise<RoadAnswer<Q>>;
  /** Ends the thread; questions under way are refused. */
  close(): Promise<void>;
}

/** Questions that may wait at once: more is a crowd that would be served too late to care. */
const MAX_WAITING = 24;
/** Roads that nobody asks about give their memory back. */
const IDLE_MILLISECONDS = 10 * 60_000;

interface Desk {
  runId: string;
  worker: Promise<Worker>;
  waiting: Map<number, { resolve(answer: never): void; reject(error: Error): void }>;
}

/**
 * One run's roads at a time, in a thread of their own: the pages never wait for a search. They are loaded at the first question, once
 * however many come together, and let go when another run is asked about or when nobody asks any more.
 * `readRoads` gives the bytes that the build of the run remembered, null when it used none.
 */
export function createRoadDesk(readRoads: (runId: string) => Promise<Uint8Array | null>): RoadDesk {
  let desk: Desk | undefined;
  let nextId = 0;
  let idle: NodeJS.Timeout | undefined;

  function open(runId: string): Desk {
    if (desk?.runId === runId) return desk;
    if (desk !== undefined) letGo(desk, 'Un autre calcul a été demandé entre-temps. Recommencez.');
    const opened: Desk = { runId, waiting: new Map(), worker: startThread(runId) };
    desk = opened;
    opened.worker.then(
      (worker) => {
        worker.on('message', (message: ThreadAnswer) => settle(opened, message));
        worker.on('error', (error) => fail(opened, error));
        worker.on('exit', () => fail(opened, new Error('the thread of the roads ended')));
        // The roads alone never keep the server alive.
        worker.unref();
      },
      () => {
        // Not kept: the roads may be back at the next question.
        if (desk === opened) desk = undefined;
      },
    );
    return opened;
  }

  async function startThread(runId: string): Promise<Worker> {
    const bytes = await readRoads(runId);
    if (bytes === null) throw noRoads(runId);
    return new Worker(new URL('./road-thread.ts', import.meta.url), { workerData: bytes });
  }

  function fail(failed: Desk, error: Error): void {
    if (desk === failed) desk = undefined;
    for (const { reject } of failed.waiting.values()) reject(error);
    failed.waiting.clear();
  }

  function letGo(gone: Desk, reason: string): Promise<unknown> {
    fail(gone, new DomainError('busy', reason));
    return gone.worker.then(
      (worker) => worker.terminate(),
      () => undefined,
    );
  }

  function settle({ waiting }: Desk, message: ThreadAnswer): void {
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (asked === undefined) return;
    if ('answer' in message) asked.resolve(message.answer as never);
    else asked.reject('refusal' in message ? new DomainError(message.refusal.code, message.refusal.message) : new Error(message.failure));
  }

  return {
    async ask<Q extends RoadQuestion>(runId: string, question: Q): Promise<RoadAnswer<Q>> {
      const asked = open(runId);
      if (asked.waiting.size >= MAX_WAITING)
        throw new DomainError('busy', 'Trop de trajets sont demandés en même temps. Rien n’est perdu : recommencez dans un instant.');
      const id = nextId++;
      clearTimeout(idle);
      idle = setTimeout(() => desk && void letGo(desk, 'Recommencez.'), IDLE_MILLISECONDS).unref();
      // Listed at once: those that wait for the roads count too.
      const answer = new Promise<RoadAnswer<Q>>((resolve, reject) => asked.waiting.set(id, { resolve, reject }));
      asked.worker.then(
        (worker) => worker.postMessage({ id, question } satisfies ThreadQuestion),
        (error: Error) => {
          asked.waiting.get(id)?.reject(error);
          asked.waiting.delete(id);
        },
      );
      return answer;
    },
    async close() {
      clearTimeout(idle);
      if (desk !== undefined) await letGo(desk, 'Le serveur s’arrête.');
    },
  };
}

function noRoads(runId: string): DomainError {
  return new DomainError(
    'data-missing',
    'Les minutes de ce calcul sont estimées : il n’a pas de réseau routier. Déposez un extrait OpenStreetMap de votre région (« .osm.pbf ») dans « Données », puis relancez le calcul.',
    { runId },
  );
}
