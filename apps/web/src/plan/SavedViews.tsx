import { useState } from 'react';
import { z } from 'zod';
import { FILTER_NAMES } from './plan-filters.ts';

const STORAGE_KEY = 'maillage-vues-du-plan';
const NAMES = [...FILTER_NAMES, 'vue'];
const savedViews = z.array(z.object({ name: z.string(), values: z.record(z.string(), z.string().nullable()) }));
type SavedView = z.infer<typeof savedViews>[number];

function readViews(): SavedView[] {
  try {
    return savedViews.parse(JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '[]'));
  } catch {
    return []; // nothing kept, or written by something else
  }
}

/** Filters that the reader keeps under a name, on this machine; the address shares them with others. */
export function SavedViews({
  read,
  change,
}: {
  read(name: string): string | null;
  change(values: Readonly<Record<string, string | null>>): void;
}) {
  const [views, setViews] = useState(readViews);
  const [name, setName] = useState('');
  const keep = (next: SavedView[]) => {
    setViews(next);
    localStorage.setItem(STORAGE_KEY, JSON.stringify(next));
  };
  return (
    <details className="plan-saved no-print">
      <summary>Vues enregistrées ({views.length})</summary>
      {views.length > 0 && (
        <ul>
          {views.map((view) => (
            <li key={view.name}>
              <button type="button" className="text-button" onClick={() => change({ ...nothing(), ...view.values })}>
                {view.name}
              </button>{' '}
              <button type="button" className="text-button small" onClick={() => keep(views.filter((one) => one.name !== view.name))}>
                Oublier<span className="visually-hidden"> la vue {view.name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        className="plan-save"
        onSubmit={(event) => {
          event.preventDefault();
          const trimmed = name.trim();
          if (trimmed === '') return;
          const values = Object.fromEntries(NAMES.map((one) => [one, read(one)]));
          keep([...views.filter((one) => one.name !== trimmed), { name: trimmed, values }]);
          setName('');
        }}
      >
        <div className="field">
          <label htmlFor="nom-de-vue">Nom de la vue montrée</label>
          <input id="nom-de-vue" className="input" value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
        </div>
        <button type="submit" className="button">
          Enregistrer cette vue
        </button>
      </form>
    </details>
  );
}

const nothing = () => Object.fromEntries(NAMES.map((one) => [one, null]));
