import { Link } from 'react-router';
import { ApiFailure } from '../api/client.ts';
import { errorText } from '../api/error-messages.ts';

interface ErrorNoticeProps {
  error: unknown;
  /** Offered for a failure only: what does not exist will not exist the second time. */
  onRetry?: () => void;
  /** What a refusal is called here, and what to do about it, when the usual words would mislead. */
  refusal?: { title: string; todo: string };
  /** The notice is all that the page shows: its title is the title of the page. */
  isPage?: boolean;
}

/** A failure in three sentences: what happened, what is kept, what to do. */
export function ErrorNotice({ error, onRetry, refusal, isPage = false }: ErrorNoticeProps) {
  const isRefused = error instanceof ApiFailure && error.code === 'not-allowed';
  const text = isRefused ? { ...errorText(error), ...refusal } : errorText(error);
  const Title = isPage ? 'h1' : 'h2';
  const wayOut = error instanceof ApiFailure ? WAYS_OUT[error.code] : undefined;
  return (
    <div className="notice notice-error" role="alert">
      <Title>{text.title}</Title>
      <p>{text.what}</p>
      {(text.kept || text.todo) && (
        <p>
          {text.kept} {text.todo}
        </p>
      )}
      {wayOut && (
        <Link className="button" to={wayOut.to}>
          {wayOut.label}
        </Link>
      )}
      {onRetry && !wayOut && (
        <button type="button" className="button" onClick={onRetry}>
          Réessayer
        </button>
      )}
    </div>
  );
}

/** Where to go from an address that names something unknown. */
const WAYS_OUT: Record<string, { to: string; label: string }> = {
  'territory-not-found': { to: '/commune', label: 'Chercher une commune' },
  'figure-not-found': { to: '/', label: 'Ouvrir l’atlas' },
  'sheet-not-found': { to: '/plan', label: 'Ouvrir le plan' },
  'run-not-found': { to: '/', label: 'Ouvrir l’atlas' },
};
