/** A place in bytes from which packed integers are read one after the other. Reused: nothing is made per integer. */
export interface VarintCursor {
  bytes: Uint8Array;
  pos: number;
  end: number;
}

export function createCursor(bytes: Uint8Array, { start, end }: { start: number; end: number }): VarintCursor {
  return { bytes, pos: start, end };
}

/**
 * Next unsigned integer. Exact up to 2^53, nearest beyond (the caller refuses what it then sees). Throws past ten bytes or past the end.
 */
export function nextVarint(cursor: VarintCursor): number {
  const { bytes } = cursor;
  let pos = cursor.pos;
  let byte = bytes[pos++]!;
  let value = byte & 0x7f;
  if (byte >= 0x80) {
    byte = bytes[pos++]!;
    value |= (byte & 0x7f) << 7;
    if (byte >= 0x80) {
      byte = bytes[pos++]!;
      value |= (byte & 0x7f) << 14;
      if (byte >= 0x80) {
        byte = bytes[pos++]!;
        value |= (byte & 0x7f) << 21;
        if (byte >= 0x80) {
          let factor = 2 ** 28;
          do {
            byte = bytes[pos++]!;
            value += (byte & 0x7f) * factor;
            factor *= 128;
            if (factor > 2 ** 71) throw new Error('entier de plus de dix octets');
          } while (byte >= 0x80);
        }
      }
    }
  }
  // Past the bytes, `undefined` compares false with everything and ends the number: the position tells.
  if (pos > cursor.end) throw new Error('un entier dépasse son champ');
  cursor.pos = pos;
  return value;
}

/** Next signed integer in zigzag: 0, −1, 1, −2… Exact while it stays under 2^52. */
export function nextSigned(cursor: VarintCursor): number {
  const value = nextVarint(cursor);
  if (value < 0x80000000) return (value >>> 1) ^ -(value & 1);
  return value % 2 === 1 ? (value + 1) / -2 : value / 2;
}
