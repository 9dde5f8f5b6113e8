import { apiPaths } from '@maillage/domain/api/paths.ts';
import { type AtlasMap, atlasMap } from '@maillage/domain/atlas/atlas.ts';
import { RUN_CHAPTERS } from '@maillage/domain/runs/chapters.ts';
import { type CommuneListItem, communeListItem } from '@maillage/domain/territories/commune-list.ts';
import { z } from 'zod';

/** What the addresses of the pages name, in the run that is served. */
export interface SiteSubjects {
  /** A town of some size: it has an EPCI, places and journeys. */
  commune: CommuneListItem;
  /** A priority quarter, when the Département has one. */
  quarterCode: string | null;
  /** The declared maps. */
  maps: AtlasMap[];
}

/**
 * Every page of the site and every kind of map: short name → address. A kind of which the run has no example (no figure without its
 * data, no quarter, no run before this one) is left out. `apps/web/src/router.test.ts` refuses a page that is not here.
 */
export function listSitePages({ commune, quarterCode, maps }: SiteSubjects): Record<string, string> {
  const { code, epciCode } = commune;
  const pages: Record<string, string | null> = {
    'carte-aplats': '/',
    'carte-cercles': '/atlas/population',
    'carte-marques': '/atlas/centre-level',
    'carte-grises': '/atlas/grey-share.range.proximity',
    'carte-besoins': '/atlas/need.social?classes=standard-deviation',
    'carte-reglee': '/?seuil=5', // the settings open
    'carte-commune': `/atlas/service-minutes.D307?commune=${code}`, // its panel open
    'carte-isochrones': `/atlas/service-minutes.D307?commune=${code}&isochrone=${code}`,
    'carte-cercles-peuples': '/?vue=cercles',
    'carte-zone-dense': '/?zone=dense',
    'carte-sans-donnee': addressOfFigure(maps.find(({ available, crossedWith }) => !available && crossedWith === null)),
    provenance: `/?chiffre=range-minutes.proximity~commune~${code}`, // the drawer open
    croisement: '/croisement',
    comparer: '/comparer',
    plan: '/plan',
    'plan-tableau': '/plan?vue=tableau',
    'plan-calendrier': '/plan?vue=calendrier',
    'plan-carte': '/plan?vue=carte',
    'plan-axes': '/plan/axes',
    fiche: '/plan/fiches/3.2',
    'fiche-modifiee': '/plan/fiches/3.2?modifier=1',
    procedure: '/procedure',
    documents: '/documents',
    'document-redige': '/documents/diagnostic/rediger',
    'document-change': '/documents/diagnostic/changements',
    connexion: '/connexion',
    'connexion-retour': '/connexion/retour',
    'mot-de-passe': '/mot-de-passe',
    'donnees-personnelles': '/donnees-personnelles',
    invitation: '/invitation',
    compte: '/compte',
    partenaires: '/partenaires',
    cartes: '/cartes',
    carte: '/cartes/pharmacie',
    'carte-croisee': addressOfMap(maps.find(({ style, available }) => style === 'bivariate' && available)),
    'carte-evolution': addressOfMap(maps.find(({ evolutionUrl, available }) => evolutionUrl !== null && available)),
    'carte-declaree-sans-donnee': addressOfMap(maps.find(({ available }) => !available)),
    commune: `/commune/${code}`,
    territoire: epciCode === null ? null : `/territoire/epci/${epciCode}`,
    departement: '/commune',
    autour: `/autour-de-moi?commune=${code}&theme=sante`,
    chercher: '/chercher?q=pharmacie',
    diagnostic: '/diagnostic',
    offre: '/offre',
    acces: '/acces',
    poles: '/poles',
    'zones-grises': '/zones-grises',
    besoins: '/besoins',
    types: '/types',
    quartiers: '/quartiers',
    quartier: quarterCode === null ? null : `/quartiers/${quarterCode}`,
    enquete: '/enquete',
    constats: '/constats',
    evolution: '/evolution',
    parametres: '/parametres',
    donnees: '/donnees',
    methode: '/methode',
    'methode-note': '/methode/comparaison',
    'page-inconnue': '/page-inconnue',
  };
  return Object.fromEntries(Object.entries(pages).filter((page): page is [string, string] => page[1] !== null));
}

/** Asks a running site what its pages are about. */
export async function readSiteSubjects({ address, runId }: { address: string; runId: string }): Promise<SiteSubjects> {
  const ask = async (path: string) => (await fetch(address + path)).json();
  const communes = z.array(communeListItem).parse(await ask(apiPaths.communes(runId)));
  const { summaries } = RUN_CHAPTERS.quarters.parse(await ask(apiPaths.chapter(runId, 'quarters')));
  return {
    commune: communes.find(({ populationCount }) => (populationCount ?? 0) > 5000) ?? communes[0]!,
    quarterCode: summaries[0]?.qpvCode ?? null,
    maps: z.array(atlasMap).parse(await ask(apiPaths.atlas)),
  };
}

function addressOfFigure(map: AtlasMap | undefined): string | null {
  return map === undefined ? null : `/atlas/${map.figure}`;
}

function addressOfMap(map: AtlasMap | undefined): string | null {
  return map === undefined ? null : `/cartes/${map.id}`;
}
