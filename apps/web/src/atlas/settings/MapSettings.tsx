import './settings.css';
import { formatNumber } from '@maillage/domain/format.ts';
import { NEED_INDICATORS } from '@maillage/domain/indicators/need-indicators.ts';
import type { RunManifest } from '@maillage/domain/runs/run-manifest.ts';
import { CLASS_METHODS, type ClassMethod } from '@maillage/maps/classify.ts';
import type { MapDescription } from '@maillage/maps/map-description.ts';
import { NeedWeightFields } from '../../trial/NeedWeightFields.tsx';
import { readNumber, useChoices } from '../../trial/use-choices.ts';
import { ChoiceField, RangeField } from '../../ui/RangeField.tsx';
import { CLASS_COUNTS, writeBreaks } from './class-choice.ts';
import { Histogram } from './Histogram.tsx';
import { FACTOR, type LiveMap, THRESHOLD } from './live-map.ts';

const METHOD_LABELS: Record<ClassMethod | 'own' | 'manual', string> = {
  own: 'Celles de l’atlas',
  jenks: 'Seuils naturels (Jenks)',
  quantiles: 'Effectifs égaux (quantiles)',
  equal: 'Amplitudes égales',
  'nested-means': 'Moyennes emboîtées',
  'standard-deviation': 'Moyenne et écarts-types',
  manual: 'Fixées à la main',
};

interface MapSettingsProps {
  live: LiveMap;
  manifest: RunManifest;
  description: MapDescription;
}

/** What the reader may move on a map: its threshold, the weights behind it, and its classes. Nothing of it is published. */
export function MapSettings({ live, manifest, description }: MapSettingsProps) {
  const { figure, classes, values, threshold, publishedThreshold } = live;
  const { read, write, change } = useChoices();
  const indicator = NEED_INDICATORS.find((id) => figure.id === `need.${id}`);
  const ownFactor = manifest.parameters.greyZones.factor;
  const factor = readNumber(read('facteur'), ownFactor, FACTOR);
  return (
    <details className="map-settings no-print" open={live.isChanged || undefined}>
      <summary>Régler la carte</summary>
      {threshold !== null && publishedThreshold !== null && figure.unit === 'min' && (
        <RangeField
          label="Une commune est loin au-delà de"
          {...THRESHOLD}
          value={threshold}
          text={(minutes) => `${formatNumber(minutes)}\u00a0min`}
          onChange={(value) => write('seuil', value === publishedThreshold ? null : String(value))}
        />
      )}
      {/^grey-(share|fixed)\./.test(figure.id) && (
        <RangeField
          label="Un service est loin au-delà de"
          {...FACTOR}
          value={factor}
          text={(times) => `${formatNumber(times, 1)} fois la référence`}
          onChange={(value) => write('facteur', value === ownFactor ? null : String(value))}
        />
      )}
      {indicator && <NeedWeightFields indicator={indicator} parameters={manifest.parameters} />}

      <div className="map-settings-classes">
        <ChoiceField
          label="Classes"
          value={classes.method}
          choices={(['own', ...CLASS_METHODS, 'manual'] as const).map((id) => ({ id, label: METHOD_LABELS[id] }))}
          onChange={(id) =>
            change({
              classes: id === 'own' || id === 'manual' ? null : id,
              bornes: id === 'manual' ? writeBreaks(description.breaks) : null,
            })
          }
        />
        {classes.method !== 'own' && classes.method !== 'manual' && (
          <ChoiceField
            label="Nombre"
            value={String(classes.count)}
            choices={CLASS_COUNTS.map((count) => ({ id: String(count), label: String(count) }))}
            onChange={(count) => write('nombre', count)}
          />
        )}
      </div>
      <Histogram
        figure={figure}
        values={values}
        description={description}
        onBreaks={(breaks) => change({ bornes: writeBreaks(breaks), classes: null, nombre: null })}
      />
    </details>
  );
}
