import assert from 'node:assert';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_BYTES = 22;
/** 1 January 2000, midnight, in the two 16-bit fields of MS-DOS that ZIP uses (APPNOTE.TXT, 4.4.6): time, then date. */
const FIXED_TIME_AND_DATE = (((2000 - 1980) << 9) | (1 << 5) | 1) << 16;

/**
 * Writes the same date on every entry of a ZIP that has no comment, in place: the clock at which a workbook was packed is no
 * part of a run, and the same run gives the same bytes.
 */
export function fixZipDates(zip: Uint8Array): void {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = zip.byteLength - END_BYTES;
  assert(end >= 0 && view.getUint32(end, true) === END_OF_DIRECTORY, 'a ZIP without comment ends with its directory');
  const entryCount = view.getUint16(end + 10, true);
  let entry = view.getUint32(end + 16, true);
  for (let index = 0; index < entryCount; index++) {
    assert(view.getUint32(entry, true) === DIRECTORY_ENTRY, `entry ${index} of the ZIP is not where the directory says`);
    view.setUint32(entry + 12, FIXED_TIME_AND_DATE, true);
    view.setUint32(view.getUint32(entry + 42, true) + 10, FIXED_TIME_AND_DATE, true);
    entry += 46 + view.getUint16(entry + 28, true) + view.getUint16(entry + 30, true) + view.getUint16(entry + 32, true);
  }
}
