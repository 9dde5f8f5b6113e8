import { z } from 'zod';
import type { ApiFailure } from '../api/client.ts';
import { ScrollZone } from '../ui/ScrollZone.tsx';

const AUTOMATIC = '(texte automatique)';
const details = z.object({ version: z.number(), current: z.string().nullable(), author: z.string().nullable() });

interface SectionConflictProps {
  mine: string | null;
  failure: ApiFailure;
  /** Saves my text over that version. */
  onKeepMine(version: number): void;
  onTakeTheirs(text: string | null, version: number): void;
}

/** Two people wrote the same section: both texts, and the choice. Nothing is lost either way: the other one stays in the history. */
export function SectionConflict({ mine, failure, onKeepMine, onTakeTheirs }: SectionConflictProps) {
  const told = details.safeParse(failure.details);
  if (!told.success) return null;
  const { version, current, author } = told.data;
  return (
    <div className="notice notice-error" role="alert">
      <h3>Cette section a changé pendant que vous écriviez</h3>
      <p>
        Elle a été enregistrée par {author ?? 'une autre personne'} (version {version}). Rien n’a été écrit par-dessus.
      </p>
      <ScrollZone label="Les deux textes">
        <table className="draft-conflict">
          <thead>
            <tr>
              <th scope="col">Votre texte</th>
              <th scope="col">Version {version}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <td>{mine ?? AUTOMATIC}</td>
              <td>{current ?? AUTOMATIC}</td>
            </tr>
          </tbody>
        </table>
      </ScrollZone>
      <p className="draft-actions">
        <button type="button" className="button" onClick={() => onKeepMine(version)}>
          Enregistrer mon texte
        </button>
        <button type="button" className="button" onClick={() => onTakeTheirs(current, version)}>
          Reprendre la version {version}
        </button>
      </p>
    </div>
  );
}
