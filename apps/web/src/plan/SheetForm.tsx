import { apiPaths } from '@maillage/domain/api/paths.ts';
import { formatEuros } from '@maillage/domain/format.ts';
import { NOT_DECIDED } from '@maillage/domain/plans/decide.ts';
import {
  type ActionPlace,
  type ActionSheet,
  actionSheet,
  BUDGET_NATURES,
  type BudgetLine,
  CHANNELS,
  PLACE_KINDS,
  PRIORITIES,
  PUBLICS,
  SHEET_STATUSES,
} from '@maillage/domain/plans/plan.ts';
import { SHEET_FIELD_LABELS } from '@maillage/domain/plans/plan-changes.ts';
import {
  BUDGET_NATURE_LABELS,
  CHANNEL_LABELS,
  PLACE_KIND_LABELS,
  PRIORITY_LABELS,
  PUBLIC_LABELS,
  SHEET_STATUS_LABELS,
} from '@maillage/domain/plans/plan-labels.ts';
import { isPublicSheet, type PlanView, type SheetView, saved } from '@maillage/domain/plans/plan-view.ts';
import { totalBudget } from '@maillage/domain/plans/progress.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ApiFailure, apiWrite } from '../api/client.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { ChoiceField } from '../ui/RangeField.tsx';
import { SearchChoiceField } from '../ui/SearchChoiceField.tsx';
import { ConflictNotice } from './ConflictNotice.tsx';
import { IndicatorsField } from './IndicatorsField.tsx';
import { RowsField } from './RowsField.tsx';
import { SearchedTicks } from './SearchedTicks.tsx';
import { OperationsField, SheetLinks } from './SheetLinks.tsx';
import { dropDraft, keepDraft, readDraft } from './sheet-draft.ts';
import { DateField, readNumber, showNumber, TextField, Ticks } from './sheet-fields.tsx';

const AUTOSAVE_MILLISECONDS = 1_500;

interface SheetFormProps {
  read: SheetView;
  plan: PlanView;
  onClose(): void;
}

/**
 * Edits a sheet. What is typed is kept on this machine at once, and on the server a moment after; when somebody else wrote meanwhile,
 * both versions are shown and nothing is overwritten.
 */
export function SheetForm({ read, plan, onClose }: SheetFormProps) {
  const client = useQueryClient();
  const kept = useRef(readDraft(read.sheet.id));
  const [sheet, setSheet] = useState<ActionSheet>(() => ({
    ...read.sheet,
    ...(kept.current?.version === read.version ? (kept.current.sheet as Partial<ActionSheet>) : {}), // kept by this very form
  }));
  const [version, setVersion] = useState(read.version);
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const isDirty = useRef(kept.current?.version === read.version);
  const parsed = actionSheet.safeParse(sheet);
  const save = useMutation({
    networkMode: 'always', // without network the form says so at once, and tries again
    mutationFn: ({ sent, over }: { sent: ActionSheet; over: number }) =>
      apiWrite('PUT', apiPaths.sheet(sent.id), saved, { sheet: sent, version: over }),
    onSuccess: (answer, { sent }) => {
      setVersion(answer.version);
      setSavedAt(new Date().toLocaleTimeString('fr-FR', { hour: '2-digit', minute: '2-digit' }));
      // What was typed while the answer came is still to be saved.
      setSheet((now) => {
        if (JSON.stringify(now) === JSON.stringify(sent)) {
          isDirty.current = false;
          dropDraft(sent.id);
        }
        return now;
      });
    },
  });
  const conflict = save.error instanceof ApiFailure && save.error.code === 'edit-conflict' ? save.error : null;
  const change = (values: Partial<ActionSheet>) => {
    isDirty.current = true;
    setSheet((before) => {
      const next = { ...before, ...values };
      keepDraft(next.id, version, next);
      return next;
    });
  };
  const { mutate, isPending } = save;
  // biome-ignore lint/correctness/useExhaustiveDependencies: saving follows what is typed, and waits while another save or a conflict is under way
  useEffect(() => {
    if (!isDirty.current || isPending || conflict !== null || !parsed.success) return;
    const timer = setTimeout(() => mutate({ sent: sheet, over: version }), AUTOSAVE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [sheet, version, isPending, conflict]);
  const close = async () => {
    await client.invalidateQueries({ queryKey: ['plan'] });
    onClose();
  };
  const names = plan.plan.organisations.map(({ name }) => ({ id: name, label: name }));
  const objectives = plan.plan.axes.find(({ id }) => id === sheet.axisId)?.objectives ?? [];
  return (
    <form
      className="sheet-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (parsed.success) save.mutate({ sent: sheet, over: version });
      }}
    >
      <h1>Modifier la fiche {sheet.id}</h1>
      {kept.current !== null && kept.current.version !== read.version && (
        <p className="notice">
          Un brouillon de la version {kept.current.version} est resté sur ce poste.{' '}
          <button type="button" className="text-button" onClick={() => change(kept.current!.sheet as Partial<ActionSheet>)}>
            Le reprendre
          </button>
        </p>
      )}
      {conflict && (
        <ConflictNotice
          mine={sheet}
          failure={conflict}
          onKeepMine={(over) => {
            setVersion(over);
            save.mutate({ sent: sheet, over });
          }}
          onTakeTheirs={(theirs, over) => {
            dropDraft(sheet.id);
            setSheet(theirs);
            setVersion(over);
            isDirty.current = false;
            save.reset();
          }}
        />
      )}
      {save.error && !conflict && <ErrorNotice error={save.error} />}
      <TextField label="Titre" value={sheet.title} onChange={(title) => change({ title })} />
      {sheet.title.trim() === '' && <p role="alert">Une fiche a un titre : écrivez-le pour enregistrer.</p>}
      <div className="sheet-columns">
        <ChoiceField
          label="État"
          value={sheet.status}
          choices={SHEET_STATUSES.filter((id) => id === sheet.status || read.statuses.includes(id)).map((id) => ({
            id,
            label: SHEET_STATUS_LABELS[id],
          }))}
          onChange={(status) => change({ status })}
        />
        <ChoiceField
          label="Priorité"
          value={sheet.priority ?? ''}
          choices={[{ id: '', label: 'non dite' }, ...PRIORITIES.map((id) => ({ id, label: PRIORITY_LABELS[id] }))]}
          onChange={(id) => change({ priority: PRIORITIES.find((one) => one === id) ?? null })}
        />
        <ChoiceField
          label="Axe"
          value={sheet.axisId}
          choices={plan.plan.axes.map(({ id, title }) => ({ id, label: `${id}. ${title}` }))}
          onChange={(axisId) => change({ axisId, objectiveId: null })}
        />
        <ChoiceField
          label="Objectif"
          value={sheet.objectiveId ?? ''}
          choices={[{ id: '', label: 'non dit' }, ...objectives.map(({ id, title }) => ({ id, label: title }))]}
          onChange={(id) => change({ objectiveId: id || null })}
        />
        <SearchChoiceField
          label="Pilote"
          value={sheet.lead ?? ''}
          choices={[{ id: '', label: 'non dit' }, ...names]}
          onChange={(id) => change({ lead: id || null })}
        />
        <DateField label="Début" value={sheet.startDate} onChange={(startDate) => change({ startDate })} />
        <DateField label="Fin" value={sheet.endDate} onChange={(endDate) => change({ endDate })} />
      </div>
      {!isPublicSheet(read.sheet) && !read.statuses.includes('validated') && <p className="small">{NOT_DECIDED}</p>}
      <SearchedTicks
        label="Partenaires"
        noun="un partenaire"
        choices={names}
        chosen={sheet.partners}
        onChange={(partners) => change({ partners })}
      />
      <SheetLinks sheet={sheet} plan={plan} change={change} />
      <Ticks
        label="Publics"
        choices={PUBLICS.map((id) => ({ id, label: PUBLIC_LABELS[id] }))}
        chosen={sheet.publics}
        onChange={(ids) => change({ publics: PUBLICS.filter((one) => ids.includes(one)) })}
      />
      <Ticks
        label="Canaux"
        choices={CHANNELS.map((id) => ({ id, label: CHANNEL_LABELS[id] }))}
        chosen={sheet.channels}
        onChange={(ids) => change({ channels: CHANNELS.filter((one) => ids.includes(one)) })}
      />
      <TextField
        label="Blocage : ce qui l’arrête, et qui peut le lever"
        value={sheet.blockedReason}
        onChange={(blockedReason) => change({ blockedReason })}
      />
      {(['context', 'aims', 'description', 'risks'] as const).map((field) => (
        <TextField
          key={field}
          label={capital(SHEET_FIELD_LABELS[field])}
          value={sheet[field]}
          onChange={(text) => change({ [field]: text })}
          long
        />
      ))}
      <RowsField<ActionPlace>
        legend="Lieux"
        noun="un lieu"
        rows={sheet.places}
        empty={{ kind: 'commune', code: '', name: '', lon: null, lat: null }}
        onChange={(places) => change({ places })}
        columns={[
          {
            ...{ label: 'Sorte', type: 'choice', choices: PLACE_KINDS.map((id) => ({ id, label: PLACE_KIND_LABELS[id] })) },
            read: ({ kind }) => kind,
            write: (row, text) => ({ ...row, kind: PLACE_KINDS.find((one) => one === text) ?? row.kind }),
          },
          { label: 'Code', type: 'text', read: ({ code }) => code, write: (row, code) => ({ ...row, code }) },
          { label: 'Nom (pour un site)', type: 'text', read: ({ name }) => name, write: (row, name) => ({ ...row, name }) },
          {
            ...{ label: 'Longitude (pour un site, en degrés)', type: 'number', read: ({ lon }) => showNumber(lon) },
            write: (row, text) => ({ ...row, lon: readNumber(text) }),
          },
          {
            ...{ label: 'Latitude', type: 'number', read: ({ lat }) => showNumber(lat) },
            write: (row, text) => ({ ...row, lat: readNumber(text) }),
          },
        ]}
      />
      <RowsField
        legend="Étapes"
        noun="une étape"
        rows={sheet.steps}
        empty={{ label: '', dueDate: null, doneDate: null }}
        onChange={(steps) => change({ steps })}
        columns={[
          { label: 'Étape', type: 'text', read: ({ label }) => label, write: (row, label) => ({ ...row, label }) },
          {
            label: 'Échéance',
            type: 'date',
            read: ({ dueDate }) => dueDate ?? '',
            write: (row, text) => ({ ...row, dueDate: text || null }),
          },
          {
            label: 'Faite le',
            type: 'date',
            read: ({ doneDate }) => doneDate ?? '',
            write: (row, text) => ({ ...row, doneDate: text || null }),
          },
        ]}
      />
      <OperationsField operations={sheet.operations} organisations={names} onChange={(operations) => change({ operations })} />
      <RowsField<BudgetLine>
        legend="Budget"
        noun="une ligne de budget"
        rows={sheet.budget}
        empty={{ funder: names[0]?.id ?? '', year: new Date().getFullYear(), nature: 'operating', plannedEuros: null, spentEuros: null }}
        onChange={(budget) => change({ budget })}
        columns={[
          {
            label: 'Financeur',
            type: 'choice',
            choices: names,
            read: ({ funder }) => funder,
            write: (row, funder) => ({ ...row, funder }),
          },
          {
            label: 'Année',
            type: 'number',
            read: ({ year }) => String(year),
            write: (row, text) => ({ ...row, year: readNumber(text) ?? 0 }),
          },
          {
            ...{ label: 'Nature', type: 'choice', choices: BUDGET_NATURES.map((id) => ({ id, label: BUDGET_NATURE_LABELS[id] })) },
            read: ({ nature }) => nature,
            write: (row, text) => ({ ...row, nature: BUDGET_NATURES.find((one) => one === text) ?? row.nature }),
          },
          {
            label: 'Prévu (€)',
            type: 'number',
            read: ({ plannedEuros }) => showNumber(plannedEuros),
            write: (row, text) => ({ ...row, plannedEuros: readNumber(text) }),
          },
          {
            label: 'Dépensé (€)',
            type: 'number',
            read: ({ spentEuros }) => showNumber(spentEuros),
            write: (row, text) => ({ ...row, spentEuros: readNumber(text) }),
          },
        ]}
      />
      <BudgetTotal lines={sheet.budget} />
      <IndicatorsField indicators={sheet.indicators} onChange={(indicators) => change({ indicators })} />
      {!parsed.success && sheet.title.trim() !== '' && (
        <p role="alert" className="notice notice-error">
          Pas encore enregistrée : {parsed.error.issues[0]?.message ?? 'une valeur est à corriger'} (
          {fieldName(parsed.error.issues[0]?.path[0])}).
        </p>
      )}
      <div className="sheet-bar">
        <button type="submit" className="button button-primary" disabled={isPending || !parsed.success}>
          Enregistrer
        </button>
        <button type="button" className="button" onClick={() => void close()}>
          Fermer
        </button>
        <span role="status" className="small">
          {isPending
            ? 'Enregistrement…'
            : isDirty.current
              ? 'Modifications gardées sur ce poste'
              : savedAt !== null && `Enregistré à ${savedAt}`}
        </span>
      </div>
    </form>
  );
}

function BudgetTotal({ lines }: { lines: readonly BudgetLine[] }) {
  const { plannedEuros, spentEuros } = totalBudget(lines);
  if (plannedEuros === null) return null;
  const isOver = spentEuros !== null && spentEuros > plannedEuros;
  return (
    <p role="status">
      Total : {formatEuros(plannedEuros)} prévus, {spentEuros === null ? 'dépense non renseignée' : `${formatEuros(spentEuros)} dépensés`}.
      {isOver && <strong> La dépense dépasse ce qui était prévu.</strong>}
    </p>
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const fieldName = (field: PropertyKey | undefined) => SHEET_FIELD_LABELS[String(field) as keyof ActionSheet] ?? 'fiche';
