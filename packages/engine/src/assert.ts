/** Stops on a bug of the caller: typed arrays forgive everything silently, so the engine asserts at the door. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`Moteur de calcul : ${message}`);
}
