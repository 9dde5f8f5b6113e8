import { z } from 'zod';
import { SERVICE_CHANNELS } from '../sources/records.ts';

export const CHANNEL_LABELS: Record<(typeof SERVICE_CHANNELS)[number], string> = {
  site: 'lieu fixe',
  permanence: 'permanence',
  itinerant: 'itinérant',
  kiosk: 'borne',
  relay: 'relais',
  phone: 'téléphone',
  digital: 'à distance',
  'home-visit': 'à domicile',
};

/** Which source said each field of a place; a field that no source gives has none. */
export const fieldSources = z.object({
  name: z.string().nullable(),
  position: z.string().nullable(),
  hours: z.string().nullable(),
  telephone: z.string().nullable(),
});

/** One real place, or facilities of one type counted in a commune without their places. */
export const inventoryPlace = z.object({
  /** The same from one run to the next as long as the source keeps its own number. */
  placeId: z.string(),
  serviceType: z.string(),
  name: z.string().nullable(),
  communeCode: z.string(),
  address: z.string().nullable(),
  /** Degrees; null for a count, and for a place whose address is not known. */
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  channel: z.enum(SERVICE_CHANNELS),
  weeklyHours: z.number().nullable(),
  hoursText: z.string().nullable(),
  telephone: z.string().nullable(),
  /** 1 for a place. */
  count: z.number().int(),
  /** Ids of the sources that speak of it, in alphabetical order. */
  sources: z.array(z.string()),
  said: fieldSources,
});
export type InventoryPlace = z.infer<typeof inventoryPlace>;

export const INVENTORY_ISSUES = [
  'duplicate',
  'contradiction',
  'perhaps-same',
  'outside-commune',
  'unread-hours',
  'more-than-counted',
] as const;
export const INVENTORY_ISSUE_LABELS: Record<(typeof INVENTORY_ISSUES)[number], string> = {
  duplicate: 'Doublon probable',
  contradiction: 'Sources qui se contredisent',
  'perhaps-same': 'Peut-être le même lieu',
  'outside-commune': 'Lieu hors de sa commune',
  'unread-hours': 'Horaires illisibles',
  'more-than-counted': 'Plus de lieux que d’équipements comptés',
};
/** Something that a person should look at; nothing is hidden nor thrown away for it. */
export const inventoryIssue = z.object({
  kind: z.enum(INVENTORY_ISSUES),
  placeIds: z.array(z.string()),
  communeCode: z.string(),
  serviceType: z.string(),
  /** French: what is wrong, and where to mend it. */
  sentence: z.string(),
});
export type InventoryIssue = z.infer<typeof inventoryIssue>;

/** What a theme of the scheme holds; none is told, never left out. */
export const themeOffer = z.object({
  id: z.string(),
  label: z.string(),
  facilityCount: z.number(),
  placeCount: z.number(),
  serviceTypes: z.array(z.string()),
});

/** How complete and how well placed a source is for one service, against the others. */
export const sourceQuality = z.object({
  serviceType: z.string(),
  sourceId: z.string(),
  facilityCount: z.number(),
  /** Share placed at their own address. */
  addressShareRatio: z.number(),
  vintage: z.number().nullable(),
  /** Against each other source of the same service, from the places linked. */
  against: z.array(
    z.object({ sourceId: z.string(), sharedCount: z.number(), jaccard: z.number().nullable(), estimatedTotal: z.number().nullable() }),
  ),
});
export type SourceQuality = z.infer<typeof sourceQuality>;

/** Which places are asked for; all of them when nothing is said. */
export const placeFilter = z.object({
  commune: z.string().max(5).optional(),
  service: z.string().max(40).optional(),
  source: z.string().max(40).optional(),
  /** Places with a name of their own, rather than counts. */
  named: z.boolean().optional(),
});
export type PlaceFilter = z.infer<typeof placeFilter>;
/** The first places that answer, in the order of communes then services, and how many there are in all. */
export const placeList = z.object({ total: z.number(), places: z.array(inventoryPlace) });
export type PlaceList = z.infer<typeof placeList>;

/** What is known of the offer as a whole; the places themselves are asked for apart. */
export const inventory = z.object({
  /** Records, and those of them that are places with a name or an address. */
  recordCount: z.number(),
  placeCount: z.number(),
  /** Places that several sources tell. */
  linkedCount: z.number(),
  /** Places whose week is known. */
  hoursCount: z.number(),
  issues: z.array(inventoryIssue),
  themes: z.array(themeOffer),
  quality: z.array(sourceQuality),
  /** French names of the service types, by code. */
  serviceLabels: z.record(z.string(), z.string()),
  /** Titles of the sources, by id. */
  sourceTitles: z.record(z.string(), z.string()),
  /** Why a table has no row, by name of export table, in French. */
  emptyReasons: z.record(z.string(), z.string()),
});
export type Inventory = z.infer<typeof inventory>;
