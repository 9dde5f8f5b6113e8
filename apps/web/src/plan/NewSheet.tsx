import { apiPaths } from '@maillage/domain/api/paths.ts';
import { actionSheet } from '@maillage/domain/plans/plan.ts';
import { type PlanView, removedSheet, saved } from '@maillage/domain/plans/plan-view.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { z } from 'zod';
import { ApiFailure, apiGet, apiPost, apiWrite } from '../api/client.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { ChoiceField } from '../ui/RangeField.tsx';

/** Numbers that sheets which the reader does not see, or that were removed, may already have. */
const TRIES = 30;

/** Proposes a sheet, on the axes where the reader may write: a title is enough to begin. */
export function NewSheet({ plan }: { plan: PlanView }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const axes = plan.plan.axes.filter(({ id }) => plan.writableAxisIds.includes(id));
  const [chosen, setChosen] = useState('');
  const [title, setTitle] = useState('');
  const axisId = axes.find(({ id }) => id === chosen)?.id ?? axes[0]?.id ?? '';
  const create = useMutation({
    mutationFn: async () => {
      const last = Math.max(0, ...plan.sheets.filter((one) => one.axisId === axisId).map(({ id }) => Number(id.split('.')[1])));
      for (let number = last + 1; ; number++) {
        const sheet = actionSheet.parse({ id: `${axisId}.${number}`, axisId, title });
        try {
          await apiWrite('PUT', apiPaths.sheet(sheet.id), saved, { sheet, version: 0 });
          return sheet.id;
        } catch (error) {
          if (!(error instanceof ApiFailure) || error.code !== 'edit-conflict' || number > last + TRIES) throw error;
        }
      }
    },
    onSuccess: async (id) => {
      await client.invalidateQueries({ queryKey: ['plan'] });
      await navigate(`/plan/fiches/${id}?modifier=1`);
    },
  });
  if (axes.length === 0) return null;
  return (
    <details className="no-print">
      <summary>Proposer une fiche</summary>
      <form
        className="plan-bulk"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate();
        }}
      >
        <ChoiceField
          label="Dans l’axe"
          value={axisId}
          choices={axes.map((axis) => ({ id: axis.id, label: `${axis.id}. ${axis.title}` }))}
          onChange={setChosen}
        />
        <div className="field">
          <label htmlFor="titre-nouvelle-fiche">Titre de l’action</label>
          <input
            id="titre-nouvelle-fiche"
            className="input"
            required
            maxLength={300}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        </div>
        <button type="submit" className="button" disabled={create.isPending || title.trim() === ''}>
          Créer cette fiche
        </button>
        {create.error && <ErrorNotice error={create.error} />}
      </form>
    </details>
  );
}

/** Sheets that were taken out of the plan, each of which can be put back as it was. */
export function RemovedSheets() {
  const client = useQueryClient();
  const { data } = useQuery({ queryKey: ['plan', 'removed'], queryFn: () => apiGet(apiPaths.removedSheets, z.array(removedSheet)) });
  const restore = useMutation({
    mutationFn: (id: string) => apiPost(apiPaths.restoreSheet(id), saved, {}),
    onSuccess: () => client.invalidateQueries({ queryKey: ['plan'] }),
  });
  if (data === undefined || data.length === 0) return null;
  return (
    <details className="no-print">
      <summary>Fiches retirées ({data.length})</summary>
      <ul>
        {data.map(({ id, title }) => (
          <li key={id}>
            {id} {title}{' '}
            <button type="button" className="text-button" disabled={restore.isPending} onClick={() => restore.mutate(id)}>
              Rétablir<span className="visually-hidden"> la fiche {id}</span>
            </button>
          </li>
        ))}
      </ul>
      {restore.error && <ErrorNotice error={restore.error} />}
    </details>
  );
}

/** Takes a sheet out of the plan, after a second click: it stays in the list of removed sheets. */
export function RemoveSheet({ id, version }: { id: string; version: number }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => apiWrite('DELETE', `${apiPaths.sheet(id)}?version=${version}`, z.object({})),
    onSuccess: async () => {
      await navigate('/plan');
      await client.invalidateQueries({ queryKey: ['plan'] });
    },
  });
  return (
    <details className="no-print section">
      <summary>Retirer cette fiche du plan</summary>
      <p>
        Elle ne sera plus dans le plan ni dans ses fichiers. Son texte et son historique restent, et elle peut être rétablie.{' '}
        <button type="button" className="button" disabled={remove.isPending} onClick={() => remove.mutate()}>
          Retirer la fiche {id}
        </button>
      </p>
      {remove.error && <ErrorNotice error={remove.error} />}
    </details>
  );
}
