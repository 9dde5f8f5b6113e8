import { z } from 'zod';
import { figureDefinition } from '../figures/figure.ts';

const id = z.string().regex(/^[a-z][a-z0-9-]{0,79}$/, 'Identifiant : lettres minuscules sans accent, chiffres et tirets.');

/** The atlas as it is declared: adding a map is adding an entry. */
export const atlasDeclaration = z
  .strictObject({
    version: z.literal(1),
    themes: z.array(z.strictObject({ id, label: z.string().min(1) })).min(1),
    maps: z.array(
      z.strictObject({
        /** The address of the map, for ever. */
        id,
        theme: id,
        title: z.string().min(1).max(160),
        /** A figure of the run: « range-minutes.proximity », « service-minutes.D307 ». */
        figure: z.string().min(1).max(80),
        /** A second figure on the same map, its classes crossed with those of the first: « need.social ». */
        crossedWith: z.string().min(1).max(80).optional(),
        /** What to look at, or how to read it. */
        comment: z.string().max(400).default(''),
      }),
    ),
  })
  .superRefine(({ themes, maps }, context) => {
    const known = new Set(themes.map((theme) => theme.id));
    const seen = new Set<string>();
    for (const [index, map] of maps.entries()) {
      if (!known.has(map.theme))
        context.addIssue({
          code: 'custom',
          path: ['maps', index, 'theme'],
          message: `le thème « ${map.theme} » n’est pas dans « themes »`,
        });
      if (seen.has(map.id))
        context.addIssue({ code: 'custom', path: ['maps', index, 'id'], message: `la carte « ${map.id} » figure deux fois` });
      seen.add(map.id);
    }
  });
export type AtlasDeclaration = z.output<typeof atlasDeclaration>;

/** A map of the atlas for one run, with its addresses: each answers. */
export const atlasMap = z.object({
  id: z.string(),
  theme: z.string(),
  themeLabel: z.string(),
  title: z.string(),
  comment: z.string(),
  style: z.enum([...figureDefinition.shape.style.options, 'bivariate']),
  figure: z.string(),
  /** The second figure of a bivariate map. */
  crossedWith: z.string().nullable(),
  /** False when the data of the figure are not there, with the reason: the map is then all « non renseigné ». */
  available: z.boolean(),
  missingReason: z.string().nullable(),
  estimated: z.boolean(),
  /** Values by commune, with names and codes (CSV). */
  dataUrl: z.string(),
  geojsonUrl: z.string(),
  /** The map whole, with its title, legend and sources (SVG). */
  imageUrl: z.string(),
  /** The same small and mute, for a list. */
  thumbnailUrl: z.string(),
  /** What moved since the run before (SVG); null for the first run, and for maps of two figures or of levels. */
  evolutionUrl: z.string().nullable(),
  pageUrl: z.string(),
  methodUrl: z.string(),
});
export type AtlasMap = z.infer<typeof atlasMap>;
