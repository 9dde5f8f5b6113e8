import type { DenseWindow } from '@maillage/maps/dense-window.ts';
import { useChoices } from '../trial/use-choices.ts';

const [CIRCLES, DENSE] = ['cercles', 'dense'];

/** How the map is looked at, as the address says it. */
export function useMapViews(): { asCircles: boolean; isEnlarged: boolean } {
  const { read } = useChoices();
  return { asCircles: read('vue') === CIRCLES, isEnlarged: read('zone') === DENSE };
}

interface MapViewsProps {
  /** False where the map has circles or marks already. */
  canBeCircles: boolean;
  dense: DenseWindow | null;
}

/** Communes by their ground or by their people, and a look at where they crowd. */
export function MapViews({ canBeCircles, dense }: MapViewsProps) {
  const { write } = useChoices();
  const { asCircles, isEnlarged } = useMapViews();
  if (!canBeCircles && dense === null) return null;
  return (
    <div className="map-views no-print">
      {canBeCircles && (
        <button type="button" className="button" aria-pressed={asCircles} onClick={() => write('vue', asCircles ? null : CIRCLES!)}>
          Cercles selon la population
        </button>
      )}
      {dense && (
        <button type="button" className="button" aria-pressed={isEnlarged} onClick={() => write('zone', isEnlarged ? null : DENSE!)}>
          Agrandir la zone dense ({dense.name})
        </button>
      )}
    </div>
  );
}
