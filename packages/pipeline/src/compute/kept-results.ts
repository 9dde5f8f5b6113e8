import type { RunParameters } from '@maillage/domain/runs/parameters.ts';

/**
 * What was computed from the facts of one folder, kept for the next choice of parameters: whoever moves one threshold waits only
 * for what depends on it. One value a name, the latest. What is kept is never changed by who reads it.
 */
export interface KeptResults {
  /**
   * The value kept under the name for the very same `given` (compared as JSON), else computed anew. The computation is handed
   * what it is given, so that it reads no parameter that is not in it.
   */
  keep<Given, Value>(name: string, given: Given, compute: (given: Given) => Value): Value;
}

export function createKeptResults(): KeptResults {
  const values = new Map<string, { given: string; value: unknown }>();
  return {
    keep: <Given, Value>(name: string, given: Given, compute: (given: Given) => Value) => {
      const text = JSON.stringify(given);
      const known = values.get(name);
      if (known?.given === text) return known.value as Value; // put there under this name, by this very computation
      const value = compute(given);
      // What is under way is nobody else's: it may be stopped with the build that asked for it.
      if (value instanceof Promise) value.then(() => values.set(name, { given: text, value })).catch(() => undefined);
      else values.set(name, { given: text, value });
      return value;
    },
  };
}

/** Those parameters alone. */
export function pick<const Key extends keyof RunParameters>(
  parameters: Pick<RunParameters, Key>,
  keys: readonly Key[],
): Pick<RunParameters, Key> {
  // The keys are those of the type: an object made of them is the pick.
  return Object.fromEntries(keys.map((key) => [key, parameters[key]])) as Pick<RunParameters, Key>;
}

/** The parameters that every minute depends on. */
export const ACCESS_KEYS = ['intraCommune', 'maxMinutes'] as const;
export type AccessParameters = Pick<RunParameters, (typeof ACCESS_KEYS)[number]>;
