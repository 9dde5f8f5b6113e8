import OpeningHours from 'opening_hours';

/** Four whole weeks without a public holiday nor a change of clock: « le premier lundi » and « une semaine sur deux » come out as their mean. */
const FROM = new Date(2026, 1, 2);
const TO = new Date(2026, 2, 2);
const WEEKS = 4;
/** Public holidays are those of France; the place itself does not matter to the week. */
const FRANCE = { lat: 50.5, lon: 2.5, address: { country_code: 'fr', state: 'Hauts-de-France' } };

/**
 * Minutes open in a mean week, from hours in the syntax of OpenStreetMap: « Mo-Fr 09:00-12:00,14:00-17:00 » → 1800. Null when the
 * text cannot be read, or leaves hours unknown (« on appointment »).
 */
export function readWeeklyMinutes(text: string): number | null {
  try {
    const hours = new OpeningHours(text, FRANCE);
    const [openMilliseconds, unknownMilliseconds] = hours.getOpenDuration(FROM, TO);
    if (hours.getWarnings().length > 0 || unknownMilliseconds > 0) return null;
    return Math.round(openMilliseconds / 60_000 / WEEKS);
  } catch {
    // What its grammar refuses, it says by throwing text meant for map editors: the caller tells the reader in French.
    return null;
  }
}
