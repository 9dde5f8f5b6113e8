import { apiPaths } from '@maillage/domain/api/paths.ts';
import { REMINDER_CHOICE_NOTE } from '@maillage/domain/schemes/calendar.ts';
import { reminderState } from '@maillage/domain/schemes/scheme-view.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { sessionQuery } from '../api/account-queries.ts';
import { apiGet, apiWrite } from '../api/client.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';

/** The dates for one's own agenda, and the choice of being reminded of them by mail. */
export function Reminders() {
  const { data: session } = useQuery(sessionQuery);
  return (
    <div id="rappels" className="no-print">
      <p>
        <a className="button" href={apiPaths.calendar} download="schema.ics">
          Dates pour votre agenda (ICS)
        </a>{' '}
        <span className="small soft">Un agenda peut aussi s’abonner à cette adresse : les dates y resteront justes.</span>
      </p>
      {session?.kind === 'person' && session.rights.length > 0 && <Choice />}
    </div>
  );
}

function Choice() {
  const client = useQueryClient();
  const queryKey = ['scheme', 'reminders'];
  const { data, error } = useQuery({ queryKey, queryFn: () => apiGet(apiPaths.reminders, reminderState) });
  const choose = useMutation({
    mutationFn: (wanted: boolean) => apiWrite('PUT', apiPaths.reminders, reminderState, { wanted }),
    onSuccess: (next) => client.setQueryData(queryKey, next),
  });
  if (error) return <ErrorNotice error={error} />;
  if (data === undefined || data.wanted === null) return null;
  return (
    <>
      <p>
        <label>
          <input
            type="checkbox"
            checked={data.wanted}
            disabled={choose.isPending}
            onChange={(event) => choose.mutate(event.target.checked)}
          />{' '}
          Recevoir les rappels par courriel
        </label>{' '}
        <span className="small soft">
          {REMINDER_CHOICE_NOTE}
          {!data.sendsMail && ' Ce serveur n’a pas de serveur de courriel : les lettres restent dans son dossier « courrier ».'}
        </span>
      </p>
      {choose.error && <ErrorNotice error={choose.error} />}
    </>
  );
}
