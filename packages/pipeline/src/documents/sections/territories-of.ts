import { theName } from '@maillage/domain/french-names.ts';
import { listPortraitTerritories } from '../../views/territory-portrait.ts';
import { named } from '../prose-inlines.ts';
import type { Kit } from './section.ts';

export interface NamedTerritory {
  code: string;
  name: string;
  /** « @epci:200069037 » */
  at: string;
}

/** Intercommunalities that have own communes, by name. */
export function listEpcis({ facts }: Kit): NamedTerritory[] {
  return listPortraitTerritories(facts.run)
    .filter(({ kind }) => kind === 'epci')
    .map(({ code, name }) => ({ code, name, at: `@epci:${code}` }));
}

/** True of an intercommunality that has inhabitants in another Département: its means and shares are of all its communes. */
export function isAcross({ book }: Kit, there: string): boolean {
  const [whole, own] = [book.find(`population${there}`)?.value, book.find(`people-known${there}`)?.value];
  return whole != null && own != null && Math.round(whole) > Math.round(own);
}

/** The same, the greatest value of a figure first; those without value are left out. */
export function rankEpcis(kit: Kit, figure: string): (NamedTerritory & { value: number })[] {
  return listEpcis(kit)
    .flatMap((one) => {
      const value = kit.book.find(`${figure}${one.at}`)?.value ?? null;
      return value === null ? [] : [{ ...one, value }];
    })
    .sort((a, b) => b.value - a.value || (a.code < b.code ? -1 : 1));
}

/** Own communes, the greatest value of a figure first; only those whose value is above nothing. */
export function rankCommunes({ facts, book }: Kit, figure: string, limit: number): { code: string; name: string; at: string }[] {
  return facts.run.ownCommunes
    .flatMap(({ code, name }) => {
      const value = book.find(`${figure}@commune:${code}`)?.value ?? null;
      return value === null || value <= 0 ? [] : [{ code, name, at: `@commune:${code}`, value }];
    })
    .sort((a, b) => b.value - a.value || (a.code < b.code ? -1 : 1))
    .slice(0, limit)
    .map(({ code, name, at }) => ({ code, name, at }));
}

/** « la CA de Lens (12,3 %), la CC du Ternois (8,1 %) », each with its figure. */
export const withFigure = (figure: string) => (one: NamedTerritory) => `${named(theName(one.name))} ({{${figure}${one.at}}})`;

/** « 62041 Arras »: a code is beside its name. */
export const codedName = ({ code, name }: { code: string; name: string }): string => named(`${code} ${name}`);
