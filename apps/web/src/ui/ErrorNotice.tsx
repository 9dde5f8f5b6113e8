import { errorText } from '../api/error-messages.ts';

/** A failure in three sentences: what happened, what is kept, what to do. */
export function ErrorNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const text = errorText(error);
  return (
    <div className="notice notice-error" role="alert">
      <h2>{text.title}</h2>
      <p>{text.what}</p>
      <p>
        {text.kept} {text.todo}
      </p>
      {onRetry && (
        <button type="button" className="button" onClick={onRetry}>
          Réessayer
        </button>
      )}
    </div>
  );
}
