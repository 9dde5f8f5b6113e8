/** The day of the reader, « 2026-05-31 ». */
export const todayIso = (): string => new Date().toISOString().slice(0, 10);
