import { apiPaths } from '@maillage/domain/api/paths.ts';
import { ACT_LABELS, type ActType, OPINION_LABELS, OPINIONS } from '@maillage/domain/schemes/procedure.ts';
import { type SchemeView, schemeView } from '@maillage/domain/schemes/scheme-view.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { apiPost } from '../api/client.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { ChoiceField } from '../ui/RangeField.tsx';

/** Records one act; only those that can come now are offered, and why the others cannot is told. */
export function ActForm({ scheme }: { scheme: SchemeView }) {
  const client = useQueryClient();
  const open = scheme.nextActs.filter(({ refusal }) => refusal === null).map(({ type }) => type as ActType);
  const [asked, setAsked] = useState<ActType | null>(null);
  const type = asked !== null && open.includes(asked) ? asked : open[0];
  const [date, setDate] = useState(() => new Date().toISOString().slice(0, 10));
  const [note, setNote] = useState('');
  const [reference, setReference] = useState('');
  const [signatories, setSignatories] = useState('');
  const [bodyKey, setBodyKey] = useState('');
  const [opinion, setOpinion] = useState<(typeof OPINIONS)[number]>('favourable');
  const [favourable, setFavourable] = useState<'yes' | 'no'>('yes');
  const [published, setPublished] = useState({ online: true, prefecture: true, departement: true });
  const [outcome, setOutcome] = useState<'kept' | 'revised'>('kept');
  const bodies = scheme.bodies.filter(({ kind, transmittedOn }) =>
    type === 'opinion'
      ? transmittedOn !== null
      : scheme.state === 'draft' || scheme.state === 'epciConsultation'
        ? kind !== 'region' && kind !== 'ctap'
        : kind !== 'epci',
  );
  const keyOf = (body: SchemeView['bodies'][number]) => `${body.kind} ${body.code}`;
  const body = bodies.find((one) => keyOf(one) === bodyKey) ?? bodies[0];
  const everyone = bodyKey === ALL && type === 'transmission';
  const record = useMutation({
    mutationFn: async () => {
      const common = { type, date, note };
      const send = (fields: Record<string, unknown>) => apiPost(apiPaths.schemeActs, schemeView, { ...common, ...fields });
      const toBody = (one: typeof body) => ({ bodyKind: one?.kind, bodyCode: one?.code, bodyName: one?.name });
      if (type === 'transmission' && everyone) {
        let last: SchemeView = scheme;
        for (const one of bodies.filter(({ transmittedOn }) => transmittedOn === null)) last = await send(toBody(one));
        return last;
      }
      if (type === 'transmission') return send(toBody(body));
      if (type === 'opinion') return send({ ...toBody(body), value: opinion });
      if (type === 'deliberation') return send({ favourable: favourable === 'yes', reference });
      if (type === 'order') return send({ reference });
      if (type === 'publication') return send(published);
      if (type === 'agreement')
        return send({
          signatories: signatories
            .split(';')
            .map((one) => one.trim())
            .filter(Boolean),
        });
      return send(type === 'evaluation' ? { outcome } : {});
    },
    onSuccess: (next) => {
      setNote('');
      client.setQueryData(['scheme'], next);
    },
  });
  const refusals = scheme.nextActs.filter(({ refusal }) => refusal !== null);
  return (
    <section className="section no-print">
      <h2>Enregistrer un acte</h2>
      <form
        className="act-form"
        onSubmit={(event) => {
          event.preventDefault();
          record.mutate();
        }}
      >
        <ChoiceField
          label="Acte"
          value={type ?? 'abandonment'}
          choices={open.map((id) => ({ id, label: ACT_LABELS[id] }))}
          onChange={(id) => setAsked(id)}
        />
        <div className="field">
          <label htmlFor="date-acte">Date</label>
          <input id="date-acte" className="input" type="date" required value={date} onChange={(event) => setDate(event.target.value)} />
        </div>
        {(type === 'transmission' || type === 'opinion') && (
          <ChoiceField
            label="Instance"
            value={everyone ? ALL : body === undefined ? '' : keyOf(body)}
            choices={[
              ...(type === 'transmission' ? [{ id: ALL, label: 'Toutes celles qui ne l’ont pas reçu' }] : []),
              ...bodies.map((one) => ({ id: keyOf(one), label: one.name })),
            ]}
            onChange={setBodyKey}
          />
        )}
        {type === 'opinion' && (
          <ChoiceField
            label="Avis"
            value={opinion}
            choices={OPINIONS.map((id) => ({ id, label: OPINION_LABELS[id] }))}
            onChange={(id) => setOpinion(id)}
          />
        )}
        {type === 'deliberation' && (
          <ChoiceField
            label="Sens"
            value={favourable}
            choices={[
              { id: 'yes' as const, label: 'favorable' },
              { id: 'no' as const, label: 'défavorable' },
            ]}
            onChange={(id) => setFavourable(id)}
          />
        )}
        {(type === 'deliberation' || type === 'order') && (
          <div className="field">
            <label htmlFor="reference-acte">Référence</label>
            <input
              id="reference-acte"
              className="input"
              value={reference}
              maxLength={200}
              onChange={(event) => setReference(event.target.value)}
            />
          </div>
        )}
        {type === 'publication' && (
          <fieldset>
            <legend>Où le schéma est publié</legend>
            {PUBLICATION_PLACES.map(({ id, label }) => (
              <label key={id}>
                <input
                  type="checkbox"
                  checked={published[id]}
                  onChange={(event) => setPublished({ ...published, [id]: event.target.checked })}
                />{' '}
                {label}
              </label>
            ))}
          </fieldset>
        )}
        {type === 'evaluation' && (
          <ChoiceField
            label="Conclusion"
            value={outcome}
            choices={[
              { id: 'kept' as const, label: 'le schéma continue' },
              { id: 'revised' as const, label: 'le schéma est à réviser' },
            ]}
            onChange={(id) => setOutcome(id)}
          />
        )}
        {type === 'agreement' && (
          <div className="field">
            <label htmlFor="signataires">Signataires, séparés par des points-virgules</label>
            <input
              id="signataires"
              className="input"
              required
              value={signatories}
              onChange={(event) => setSignatories(event.target.value)}
            />
          </div>
        )}
        <div className="field">
          <label htmlFor="note-acte">Note</label>
          <input id="note-acte" className="input" value={note} maxLength={2000} onChange={(event) => setNote(event.target.value)} />
        </div>
        <p>
          <button type="submit" className="button button-primary" disabled={record.isPending || type === undefined}>
            Enregistrer cet acte
          </button>
        </p>
      </form>
      {record.error && <ErrorNotice error={record.error} />}
      <details>
        <summary>Pourquoi d’autres actes ne sont pas proposés</summary>
        <ul className="small">
          {refusals.map(({ type: refused, refusal }) => (
            <li key={refused}>
              {ACT_LABELS[refused as ActType]} : {refusal}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

const ALL = 'toutes';
const PUBLICATION_PLACES = [
  { id: 'online', label: 'en ligne' },
  { id: 'prefecture', label: 'à la préfecture' },
  { id: 'departement', label: 'à l’hôtel du Département' },
] as const;
