import OpeningHours from 'opening_hours';

/** A day in the syntax of OpenStreetMap: without one, the text is already words. */
const OSM_DAY = /\b(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)\b/;

/** The types of the library leave `conf` out. */
const IN_FRENCH: object = { conf: { locale: 'fr' } };

/** Hours as a reader says them: « Tu 09:00-12:00;Th 14:00-17:00 » → « mar. 09:00-12:00 ; jeu. 14:00-17:00 ». A text in another syntax stays as it is. */
export function sayHours(text: string): string {
  if (!OSM_DAY.test(text)) return text;
  try {
    return new OpeningHours(text, null).prettifyValue(IN_FRENCH).replaceAll(/;\s*/g, ' ; ');
  } catch {
    return text; // not hours after all
  }
}
