/** What is thrown on an id that a JavaScript number cannot hold exactly: the caller adds the file and what to do. */
export class IdTooLargeError extends Error {}

/** Stops on an id past 2^53, which would silently become another one. Real ids are a thousand times under. */
export function assertId(id: number): void {
  // Written so that NaN is refused too.
  if (!(id <= Number.MAX_SAFE_INTEGER && id >= -Number.MAX_SAFE_INTEGER)) throw new IdTooLargeError(`identifiant ${id}`);
}
