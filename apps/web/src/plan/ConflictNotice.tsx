import { type ActionSheet, actionSheet } from '@maillage/domain/plans/plan.ts';
import { compareSheets, SHEET_FIELD_LABELS } from '@maillage/domain/plans/plan-changes.ts';
import type { ApiFailure } from '../api/client.ts';
import { ScrollZone } from '../ui/ScrollZone.tsx';
import { ConflictChoice } from './ConflictChoice.tsx';

interface ConflictNoticeProps {
  mine: ActionSheet;
  failure: ApiFailure;
  /** Saves my text over that version. */
  onKeepMine(version: number): void;
  onTakeTheirs(theirs: ActionSheet, version: number): void;
}

/** Two people wrote the same sheet: both versions, field by field, and the choice. Nothing is lost either way: the other one stays in the history. */
export function ConflictNotice({ mine, failure, onKeepMine, onTakeTheirs }: ConflictNoticeProps) {
  const theirs = actionSheet.safeParse(failure.details.current);
  const version = Number(failure.details.version ?? 0);
  const author = typeof failure.details.author === 'string' ? failure.details.author : 'une autre personne';
  if (!theirs.success)
    return (
      <div className="notice notice-error" role="alert">
        <h2>Cette fiche a été retirée entre-temps</h2>
        <p>Votre texte reste sur ce poste. Demandez qu’elle soit rétablie, puis revenez.</p>
      </div>
    );
  const fields = compareSheets(mine, theirs.data).map(({ field }) => field as keyof ActionSheet);
  return (
    <div className="notice notice-error" role="alert">
      <h2>Cette fiche a changé pendant que vous écriviez</h2>
      <p>
        Elle a été enregistrée par {author} (version {version}). Rien n’a été écrit par-dessus : voici ce qui diffère.
      </p>
      <ScrollZone label="Les deux versions">
        <table className="conflict">
          <thead>
            <tr>
              <th scope="col">Champ</th>
              <th scope="col">Votre texte</th>
              <th scope="col">Version {version}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={field}>
                <th scope="row">{SHEET_FIELD_LABELS[field]}</th>
                <td>{told(mine[field])}</td>
                <td>{told(theirs.data[field])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollZone>
      <ConflictChoice
        takeTheirs={`Reprendre la version ${version}`}
        onKeepMine={() => onKeepMine(version)}
        onTakeTheirs={() => onTakeTheirs(theirs.data, version)}
      />
      <p className="small">
        Pour garder les deux, copiez dans votre texte ce que vous voulez de l’autre, puis enregistrez-le. L’historique garde tout.
      </p>
    </div>
  );
}

const told = (value: unknown) => (typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value, null, 1));
