type Numbers =
  | Float64Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Int8Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>;

/** Numbers of one kind whose count is not known beforehand: an array that doubles. */
export interface Column<T extends Numbers> {
  values: T;
  length: number;
}

export function createColumn<T extends Numbers>(values: T): Column<T> {
  return { values, length: 0 };
}

export function push<T extends Numbers>(column: Column<T>, value: number): void {
  if (column.length === column.values.length) column.values = doubled(column.values);
  column.values[column.length++] = value;
}

/** Pushes the first `count` numbers of an array of the same kind, at one go. */
export function pushAll<T extends Numbers>(column: Column<T>, values: T, count: number): void {
  while (column.length + count > column.values.length) column.values = doubled(column.values);
  column.values.set(values.subarray(0, count), column.length);
  column.length += count;
}

/** The numbers pushed so far, without copying them. */
export function filled<T extends Numbers>(column: Column<T>): T {
  // A subarray has the type of its array; TypeScript only knows the union.
  return column.values.subarray(0, column.length) as T;
}

function doubled<T extends Numbers>(values: T): T {
  // Same reason: an array built by the constructor of another is of its type.
  const Kind = values.constructor as new (length: number) => T;
  const larger = new Kind(Math.max(1024, values.length * 2));
  larger.set(values);
  return larger;
}
