/**
 * The same service under the codes that the BPE gave it over the years (methods §3.2). Each line lists eras: the first
 * vintage of the era and its codes. Only changes that were confirmed are here; where a new code could not be
 * confirmed (midwives, physiotherapists and medical specialists from 2024), the old code stays, is found in no file, and the
 * service shows as not collected rather than wrong.
 */
const CHANGES: readonly (readonly (readonly [fromVintage: number, codes: readonly string[]])[])[] = [
  [
    [0, ['A101']],
    [2024, ['A140']],
  ], // police
  [
    [0, ['A127']],
    [2021, ['A128']],
  ], // MSAP, then France services
  [
    [0, ['B101']],
    [2023, ['B104']],
  ], // hypermarket
  [
    [0, ['B102']],
    [2023, ['B105']],
  ], // supermarket
  [
    [0, ['B203']],
    [2023, ['B207']],
  ], // bakery
  [
    [0, ['C101', 'C102']],
    [2023, ['C107']],
  ], // nursery school; C102 is its grouped form (RPI), counted apart until 2022
  // Elementary school: a primary school (nursery and elementary together) had no code of its own before 2023.
  [
    [0, ['C104', 'C105']],
    [2023, ['C109', 'C108']],
  ],
  [
    [0, ['D201']],
    [2024, ['D265']],
  ], // general practitioner
  [
    [0, ['D221']],
    [2024, ['D277']],
  ], // dentist
  [
    [0, ['D232']],
    [2023, ['D244']],
    [2024, ['D281']],
  ], // nurse
  [
    [0, ['D301']],
    [2021, ['D307']],
  ], // pharmacy
];

const CHANGE_OF_CODE = new Map(CHANGES.flatMap((eras) => eras.flatMap(([, codes]) => codes.map((code) => [code, eras] as const))));

/**
 * The codes under which `code`, of any vintage, is found in the BPE of `vintage`: « D307 » in 2019 → `['D301']`; without a
 * vintage, all those that it ever had. A code that never changed gives itself. Nothing says that the vintage holds them:
 * see `isCollected`.
 */
export function equivalentTypes(code: string, vintage: number | null): string[] {
  const eras = CHANGE_OF_CODE.get(code);
  if (eras === undefined) return [code];
  if (vintage === null) return [...new Set(eras.flatMap(([, codes]) => codes))];
  return [...(eras.findLast(([fromVintage]) => fromVintage <= vintage)?.[1] ?? [code])];
}

/** The codes of a grouping of one vintage in another vintage, each once, in order. */
export function equivalentGroupingTypes(facilityTypes: readonly string[], vintage: number): string[] {
  return [...new Set(facilityTypes.flatMap((code) => equivalentTypes(code, vintage)))];
}

/**
 * Whether a vintage holds a service: one of its codes at least is seen somewhere in it. `seenTypes` must come from the
 * widest file at hand (France, or the région): a type absent from one Département may only be absent from it.
 */
export function isCollected(facilityTypes: readonly string[], vintage: number, seenTypes: ReadonlySet<string>): boolean {
  return equivalentGroupingTypes(facilityTypes, vintage).some((code) => seenTypes.has(code));
}
