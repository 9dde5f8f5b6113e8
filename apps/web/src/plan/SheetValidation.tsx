import { apiPaths } from '@maillage/domain/api/paths.ts';
import { type SheetView, saved } from '@maillage/domain/plans/plan-view.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { apiPost } from '../api/client.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';

const OWNERS = [
  { id: 'departement', label: 'Département' },
  { id: 'prefecture', label: 'Préfecture' },
] as const;

/** The agreement of each owner to the version shown; an edit asks them again. */
export function SheetValidation({ view: { sheet, version, validatedBy, validatesFor } }: { view: SheetView }) {
  const client = useQueryClient();
  const validate = useMutation({
    mutationFn: (owner: (typeof OWNERS)[number]['id']) => apiPost(apiPaths.validateSheet(sheet.id), saved, { version, owner }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['plan'] }),
  });
  return (
    <section className="section no-print">
      <h2>Validation</h2>
      <p>Les deux propriétaires valident une même version. Une fiche proposée qu’ils ont validée tous les deux devient publique.</p>
      <ul className="sheet-choices" style={{ listStyle: 'none', padding: 0 }}>
        {OWNERS.map(({ id, label }) => (
          <li key={id}>
            {validatedBy.includes(id) ? (
              <span className="tag tag-success">{label} : validée</span>
            ) : !validatesFor.includes(id) ? (
              <span className="tag">{label} : pas encore</span>
            ) : (
              <button type="button" className="button" disabled={validate.isPending} onClick={() => validate.mutate(id)}>
                Valider au nom du {label === 'Préfecture' ? 'Préfet' : label}
              </button>
            )}
          </li>
        ))}
      </ul>
      {validatesFor.length === 0 && (
        <p className="small">
          Votre droit n’est donné ni au nom du Département ni à celui de la Préfecture : vous ne validez pas à leur place.
        </p>
      )}
      {validate.error && <ErrorNotice error={validate.error} />}
    </section>
  );
}
