import { departementOfCommune } from '@maillage/domain/territories/codes.ts';
import proj4 from 'proj4';

/** The legal projections of France, on GRS80 (methods §2.3). Saint-Martin, Saint-Barthélemy and Saint-Pierre are not in the BPE. */
const DEFINITIONS: Record<string, string> = {
  '2154': '+proj=lcc +lat_1=49 +lat_2=44 +lat_0=46.5 +lon_0=3 +x_0=700000 +y_0=6600000 +ellps=GRS80 +units=m +no_defs',
  '5490': '+proj=utm +zone=20 +ellps=GRS80 +units=m +no_defs',
  '2972': '+proj=utm +zone=22 +ellps=GRS80 +units=m +no_defs',
  '2975': '+proj=utm +zone=40 +south +ellps=GRS80 +units=m +no_defs',
  '4471': '+proj=utm +zone=38 +south +ellps=GRS80 +units=m +no_defs',
};
const OVERSEAS: Record<string, string> = { '971': '5490', '972': '5490', '973': '2972', '974': '2975', '976': '4471' };
const CONVERTERS = new Map(Object.entries(DEFINITIONS).map(([epsg, definition]) => [epsg, proj4(definition)]));

/**
 * Longitude and latitude in degrees of a point given in metres, in the projection of `epsg` or, without it, of the commune's
 * Département. Null for a projection that is not one of France's, or a point that falls outside the globe.
 */
export function toLonLat(point: {
  xMetres: number;
  yMetres: number;
  epsg: string | null;
  communeCode: string;
}): [lon: number, lat: number] | null {
  const epsg = point.epsg ?? OVERSEAS[departementOfCommune(point.communeCode)] ?? '2154';
  const converter = CONVERTERS.get(epsg.replace(/^EPSG:/i, ''));
  if (converter === undefined) return null;
  const [lon, lat] = converter.inverse([point.xMetres, point.yMetres]);
  return lon !== undefined && lat !== undefined && Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [lon, lat] : null;
}
