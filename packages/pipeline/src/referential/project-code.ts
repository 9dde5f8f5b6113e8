/**
 * Brings a code of the COG of `fromYear` (null when the file does not say) to the reference geography; several targets
 * when a commune was split, none when the code leads nowhere.
 */
export type ProjectCode = (code: string, fromYear: number | null) => { code: string; weightRatio: number }[];
