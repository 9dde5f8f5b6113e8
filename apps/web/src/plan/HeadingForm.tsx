import { apiPaths } from '@maillage/domain/api/paths.ts';
import { actionPlan, ORGANISATION_KINDS } from '@maillage/domain/plans/plan.ts';
import { comparePlans } from '@maillage/domain/plans/plan-changes.ts';
import { countUses, type PlanHeading } from '@maillage/domain/plans/plan-heading.ts';
import { ORGANISATION_KIND_LABELS } from '@maillage/domain/plans/plan-labels.ts';
import { type PlanView, saved } from '@maillage/domain/plans/plan-view.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { ApiFailure, apiWrite } from '../api/client.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { AxesField } from './AxesField.tsx';
import { ConflictChoice } from './ConflictChoice.tsx';
import { draftOf, type EditedOrganisation, headingOf } from './heading-draft.ts';
import { RowsField } from './RowsField.tsx';
import { DateField, TextField } from './sheet-fields.tsx';

const KINDS = ORGANISATION_KINDS.map((id) => ({ id, label: ORGANISATION_KIND_LABELS[id] }));
const NEW_ORGANISATION: EditedOrganisation = { name: '', kind: 'other', was: null };
const headingSchema = actionPlan.omit({ actionSheets: true });

/** One form for what is edited as one. Saved over the version that was read: two owners never write over one another. */
export function HeadingForm({ plan }: { plan: PlanView }) {
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(plan.plan));
  const [version, setVersion] = useState(plan.version);
  const uses = useMemo(() => countUses(plan.sheets), [plan.sheets]);
  const save = useMutation({
    mutationFn: (over: number) => apiWrite('PUT', apiPaths.planHeading, saved, { ...headingOf(draft), version: over }),
    onSuccess: async (answer) => {
      setVersion(answer.version);
      // What was renamed is now known by its new name.
      setDraft((one) => draftOf(headingOf(one).heading));
      await client.invalidateQueries({ queryKey: ['plan'] });
    },
  });
  const isConflict = save.error instanceof ApiFailure && save.error.code === 'edit-conflict';
  return (
    <form
      className="sheet-form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(version);
      }}
    >
      <section className="section">
        <h2>Le plan</h2>
        <TextField
          label="Titre"
          value={draft.heading.title}
          onChange={(title) => setDraft({ ...draft, heading: { ...draft.heading, title } })}
        />
        <div className="sheet-row">
          <DateField
            label="Premier jour"
            value={draft.heading.startDate}
            onChange={(startDate) => setDraft({ ...draft, heading: { ...draft.heading, startDate } })}
          />
          <DateField
            label="Dernier jour"
            value={draft.heading.endDate}
            onChange={(endDate) => setDraft({ ...draft, heading: { ...draft.heading, endDate } })}
          />
        </div>
      </section>
      <AxesField axes={draft.axes} uses={uses} onChange={(axes) => setDraft({ ...draft, axes })} />
      <section className="section">
        <h2>Organismes</h2>
        <p className="small">
          Un organisme qui change de nom en change partout : fiches, droits et invitations. Celui qu’une fiche cite, ou au nom de qui
          quelqu’un a un droit, ne peut pas être ôté.
        </p>
        <RowsField
          legend="Ceux que les fiches peuvent citer"
          rows={draft.organisations}
          columns={[
            { label: 'Nom', type: 'text', read: ({ name }) => name, write: (one, name) => ({ ...one, name }) },
            {
              label: 'Sorte',
              type: 'choice',
              choices: KINDS,
              read: ({ kind }) => kind,
              write: (one, text) => ({ ...one, kind: ORGANISATION_KINDS.find((kind) => kind === text) ?? 'other' }),
            },
          ]}
          noun="un organisme"
          empty={NEW_ORGANISATION}
          onChange={(organisations) => setDraft({ ...draft, organisations })}
        />
      </section>
      {isConflict && (
        <HeadingConflict
          mine={headingOf(draft).heading}
          failure={save.error as ApiFailure}
          onKeepMine={(over) => save.mutate(over)}
          onTakeTheirs={(theirs, over) => {
            setDraft(draftOf(theirs));
            setVersion(over);
            save.reset();
          }}
        />
      )}
      {save.error && !isConflict && <ErrorNotice error={save.error} />}
      <p className="sheet-head">
        <button type="submit" className="button button-primary" disabled={save.isPending}>
          Enregistrer
        </button>
        <span role="status">{save.isSuccess && 'Enregistré.'}</span>
      </p>
    </form>
  );
}

interface HeadingConflictProps {
  mine: PlanHeading;
  failure: ApiFailure;
  onKeepMine(version: number): void;
  onTakeTheirs(theirs: PlanHeading, version: number): void;
}

/** Another owner saved meanwhile: what saving mine would change of theirs, and the choice. */
function HeadingConflict({ mine, failure, onKeepMine, onTakeTheirs }: HeadingConflictProps) {
  const theirs = headingSchema.safeParse(failure.details.current);
  const version = Number(failure.details.version ?? 0);
  const author = typeof failure.details.author === 'string' ? failure.details.author : 'une autre personne';
  if (!theirs.success) return <ErrorNotice error={failure} />;
  const changes = comparePlans({ ...theirs.data, actionSheets: [] }, { ...mine, actionSheets: [] });
  return (
    <div className="notice notice-error" role="alert">
      <h2>Le plan a changé pendant que vous écriviez</h2>
      <p>Il a été enregistré par {author}. Rien n’a été écrit par-dessus. Enregistrer votre texte changerait ceci :</p>
      <ul>
        {changes.map(({ record, id, field, text }) => (
          <li key={`${record} ${id} ${field}`}>{text}</li>
        ))}
      </ul>
      <ConflictChoice
        takeTheirs="Reprendre le leur"
        onKeepMine={() => onKeepMine(version)}
        onTakeTheirs={() => onTakeTheirs(theirs.data, version)}
      />
    </div>
  );
}
