/**
 * What a build remembers of its tasks: the same key gives the same result without doing the work again, in this
 * process, after a kill, or on another machine.
 */
export interface TaskMemory {
  remember<T>(kind: string, key: string, compute: () => Promise<T>): Promise<T>;
}
