/** Every refusal a user can understand. The server maps codes to HTTP in one place, the pages to French in one place. */
export type DomainErrorCode =
  | 'run-not-found'
  | 'territory-not-found'
  | 'figure-not-found'
  | 'source-not-found'
  | 'file-not-found'
  | 'file-unreadable'
  | 'file-too-large'
  | 'file-not-recognised'
  | 'departement-unknown'
  | 'data-missing'
  | 'parameters-invalid'
  | 'folder-locked'
  | 'no-published-run'
  | 'job-not-found'
  | 'download-failed'
  | 'address-refused'
  | 'not-allowed'
  | 'sheet-not-found'
  | 'edit-conflict'
  | 'plan-invalid'
  | 'document-refused'
  | 'usage';

/**
 * A refusal that the user can understand and mend. `message` is a French sentence that says what happened,
 * what is kept and what to do; `details` are plain values (file, line, code…) for machines and logs.
 */
export class DomainError extends Error {
  readonly code: DomainErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: DomainErrorCode, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.name = 'DomainError';
    this.code = code;
    this.details = details;
  }
}
