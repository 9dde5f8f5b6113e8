import { SERVICE_RANGE_LABELS, SERVICE_RANGES } from '@maillage/domain/services/ranges.ts';
import { answer, type FigureFamily, plainOrigin, type Wording } from './figure-context.ts';

const origin = (label: string) => plainOrigin({ label, formula: 'paramètre du calcul', methodNote: 'parametres' });

/** `parameter.far.proximity`: what the run was asked, not what it found. */
export const PARAMETER_FAMILY: FigureFamily = {
  resolve: ({ run }, part) => {
    const { parameters } = run.facts.manifest;
    const [what, name] = part.split('.', 2);
    const range = SERVICE_RANGES.find((one) => one === name);
    const of = (value: number, wording: Wording, label: string) => answer(value, wording, origin(label));
    if (what === 'far' && range !== undefined)
      return of(parameters.farThresholdMinutes[range], { unit: 'minutes' }, `Seuil d’éloignement, gamme ${SERVICE_RANGE_LABELS[range]}`);
    switch (part) {
      case 'max-minutes':
        return of(parameters.maxMinutes, { unit: 'minutes' }, 'Durée au-delà de laquelle un service est hors d’atteinte');
      case 'grey.minimum-share':
        return of(
          parameters.greyZones.minimumShare,
          { unit: 'ratio', decimals: 0 },
          'Part des services à partir de laquelle une commune est grise',
        );
      case 'grey.factor':
        return of(parameters.greyZones.factor, { unit: 'number', decimals: 2 }, 'Multiple du temps de référence');
      default:
        return undefined;
    }
  },
  list: () => [
    ...SERVICE_RANGES.map((range) => ({
      reference: `parameter.far.${range}`,
      label: `Paramètre : seuil d’éloignement, gamme ${SERVICE_RANGE_LABELS[range]}`,
      kinds: [],
    })),
    { reference: 'parameter.max-minutes', label: 'Paramètre : durée maximale', kinds: [] },
    { reference: 'parameter.grey.minimum-share', label: 'Paramètre : part des services d’une commune grise', kinds: [] },
  ],
};
