import { z } from 'zod';
import { LEVEL_RULES } from '../hierarchy/level-rules.ts';
import { DEFAULT_BASKETS, serviceBasket } from '../services/baskets.ts';
import { DEFAULT_OPERATOR_LAYERS, operatorLayer } from '../services/operator-layers.ts';
import { SERVICE_RANGES, serviceRange } from '../services/ranges.ts';
import { DEFAULT_THEMES, serviceTheme } from '../services/themes.ts';

const minutes = z.number().positive();
const share = z.number().min(0).max(1);
/** One value for each of the three ranges. */
const byRange = <Value extends z.ZodType>(value: Value) => z.object({ proximity: value, intermediate: value, superior: value });

const centreOverride = z.object({
  communeCode: z.string(),
  level: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  /** Who decides, and why: a level is never changed without both. */
  author: z.string().trim().min(1),
  reason: z.string().trim().min(1),
});
export type CentreOverride = z.infer<typeof centreOverride>;

/**
 * The parameters of a run: one versioned document, in French words for its reader. What a document leaves out takes its
 * default, so that documents written for an earlier version are still read.
 */
export const runParameters = z.object({
  version: z.literal(1),
  farThresholdMinutes: z
    .record(serviceRange, minutes)
    .refine(
      (value) => SERVICE_RANGES.every((range) => value[range] !== undefined),
      'Un seuil par gamme : proximity, intermediate, superior.',
    )
    .describe('Minutes au-delà desquelles une gamme est « loin » (strictement) : 7, 15 et 30, les seuils de l’INSEE.'),
  intraCommune: z
    .enum(['zero', 'disc-mean'])
    .describe(
      'Minutes vers un service de sa propre commune : « zero », la convention des chiffres publiés, ou « disc-mean », la moyenne d’un disque de la même superficie.',
    ),
  maxMinutes: minutes.describe('Au-delà, un service est dit hors d’atteinte.'),
  levelRule: z
    .enum(LEVEL_RULES)
    .describe(
      'Comment les services sont rangés en trois niveaux : gammes de l’INSEE, fréquences fixes, fréquences rapportées à la moyenne, ou groupes naturels.',
    ),
  levelCuts: z
    .object({ proximity: z.number().positive(), intermediate: z.number().positive() })
    .describe('Fréquence à partir de laquelle un service est de proximité, puis intermédiaire, dans l’unité de la règle.'),
  minimumPresentWeight: share.describe('Part des poids qu’un indicateur composite doit réunir pour être donné.'),
  needWeights: z
    .record(z.string(), z.number().min(0))
    .describe('Poids des composantes des quatre indicateurs de besoin ; celles qui n’y sont pas gardent leur poids par défaut.'),
  needNormalisation: z
    .enum(['zscore', 'minmax', 'rank'])
    .default('zscore')
    .describe('Comment des composantes d’unités différentes sont rendues comparables.'),
  preferredFiles: z
    .record(z.string(), z.string())
    .describe('Fichier préféré là où plusieurs disent la même chose : sorte de données → chemin dans le dossier.'),
  accessThresholdsMinutes: byRange(z.array(minutes).min(1))
    .default({ proximity: [5, 7, 10], intermediate: [10, 15, 20], superior: [20, 30, 45] })
    .describe('Durées auxquelles on compte les services à portée et les habitants au-delà.'),
  catchment: z
    .object({
      bandMinutes: z.array(minutes).min(1),
      weights: z.array(share).min(1),
    })
    .refine((value) => value.bandMinutes.length === value.weights.length, 'Autant de poids que de durées.')
    .refine((value) => value.bandMinutes.every((band, index) => index === 0 || band > value.bandMinutes[index - 1]!), 'Durées croissantes.')
    .default({ bandMinutes: [10, 20, 30], weights: [1, 0.42, 0.09] })
    .describe('Bassins flottants : ce que pèse un lieu selon sa durée de trajet (Luo et Qi, décroissance rapide).'),
  apl: z
    .object({
      bandMinutes: z.array(minutes).min(1),
      weights: z.array(share).min(1),
      /** Care used by those under 15, from 15 to 74, from 75 on, relative to each other. */
      ageCoefficients: z.tuple([z.number().min(0), z.number().min(0), z.number().min(0)]),
    })
    .refine((value) => value.bandMinutes.length === value.weights.length, 'Autant de poids que de durées.')
    .refine((value) => value.bandMinutes.every((band, index) => index === 0 || band > value.bandMinutes[index - 1]!), 'Durées croissantes.')
    .default({ bandMinutes: [5, 10, 15], weights: [1, 0.3, 0.1], ageCoefficients: [1, 1, 1] })
    .describe(
      'Accessibilité potentielle localisée : pondérations de 2012 ; recours aux soins des moins de 15 ans, des 15-74 ans et des 75 ans et plus (égaux par défaut : aucune standardisation).',
    ),
  greyZones: z
    .object({ factor: z.number().positive(), minimumShare: share, watchRatio: share })
    .default({ factor: 1, minimumShare: 0.5, watchRatio: 0.1 })
    .describe(
      'Zones grises : multiple du temps moyen au-delà duquel un service est loin, part du panier à partir de laquelle une commune est grise, marge de la liste de veille.',
    ),
  huff: z
    .object({ alpha: z.number().min(0), beta: z.number().positive(), sharedGapRatio: share, reachMinutes: minutes })
    .default({ alpha: 1, beta: 2, sharedGapRatio: 0.15, reachMinutes: 60 })
    .describe(
      'Aires d’attraction (Huff) : effet du nombre de services, effet du temps, écart sous lequel une aire est partagée, durée au-delà de laquelle un pôle n’attire plus.',
    ),
  centreRule: z
    .object({
      rangeWeights: z.tuple([z.number().min(0), z.number().min(0), z.number().min(0)]),
      levelThresholds: z.tuple([share, share, share, share]),
    })
    .refine((value) => value.rangeWeights.some((weight) => weight > 0), 'Au moins une gamme doit peser.')
    .refine(
      (value) => value.levelThresholds.every((threshold, index) => index === 0 || threshold > value.levelThresholds[index - 1]!),
      'Seuils croissants : centre local, intermédiaire, structurant, majeur.',
    )
    .default({ rangeWeights: [2, 2, 1], levelThresholds: [0.23, 0.52, 0.83, 0.95] })
    .describe(
      'Pôles : poids des gammes de proximité, intermédiaire et supérieure dans la dotation, puis dotation à partir de laquelle une commune est un centre local, intermédiaire, structurant, majeur.',
    ),
  typology: z
    .object({
      /** Null: the number of classes that the differences between territories call for, from 4 to 9. */
      classCount: z.int().min(2).max(30).nullable(),
      testUnit: z.enum(['auto', 'commune', 'epci']),
      /** Labels that must each have a test territory; null: all those of the table of labels. */
      requiredLabels: z.array(z.string().min(1)).nullable(),
      onePerEpci: z.boolean(),
    })
    .default({ classCount: null, testUnit: 'auto', requiredLabels: null, onePerEpci: true })
    .describe(
      'Types et territoires tests : nombre de classes (sans valeur : de 4 à 9, à la plus forte rupture), unité (intercommunalités, ou communes s’il y en a trop peu), étiquettes qui doivent être représentées (sans valeur : toutes), au plus une commune par intercommunalité.',
    ),
  themes: z
    .array(serviceTheme)
    .default(() => [...DEFAULT_THEMES])
    .describe('Les thèmes du schéma et les équipements de chacun (codes BPE de 2023).'),
  operatorLayers: z
    .array(operatorLayer)
    .min(1)
    .default(() => [...DEFAULT_OPERATOR_LAYERS])
    .describe('Les couches d’opérateurs de la carte des quartiers et les équipements de chacune.'),
  baskets: z
    .array(serviceBasket)
    .default(() => [...DEFAULT_BASKETS])
    .describe('Les paniers : services regardés ensemble.'),
  centreOverrides: z
    .array(centreOverride)
    .default([])
    .describe('Niveaux de pôle décidés par les partenaires, avec leur auteur et leur raison ; le niveau calculé reste affiché.'),
});
export type RunParameters = z.infer<typeof runParameters>;

/** What a run takes when nothing else is asked: each default is explained in docs/methods. */
export const DEFAULT_PARAMETERS: RunParameters = runParameters.parse({
  version: 1,
  farThresholdMinutes: { proximity: 7, intermediate: 15, superior: 30 },
  intraCommune: 'zero',
  maxMinutes: 180,
  levelRule: 'relative-frequency',
  levelCuts: { proximity: 1.25, intermediate: 0.32 },
  minimumPresentWeight: 0.6,
  needWeights: {},
  preferredFiles: {},
});
