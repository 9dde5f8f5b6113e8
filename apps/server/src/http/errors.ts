import { apiError } from '@maillage/domain/api/paths.ts';
import { DomainError, type DomainErrorCode } from '@maillage/domain/errors.ts';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { escapeHtml } from './escape-html.ts';

/** The one place where a refusal becomes an HTTP status. */
export const HTTP_STATUS: Record<DomainErrorCode, number> = {
  'run-not-found': 404,
  'territory-not-found': 404,
  'figure-not-found': 404,
  'source-not-found': 404,
  'file-not-found': 404,
  'job-not-found': 404,
  'no-published-run': 404,
  'file-unreadable': 422,
  'file-too-large': 413,
  'file-not-recognised': 422,
  'departement-unknown': 422,
  'data-missing': 409,
  'parameters-invalid': 400,
  'folder-locked': 409,
  'download-failed': 502,
  'address-refused': 400,
  'not-allowed': 403,
  'sheet-not-found': 404,
  'edit-conflict': 409,
  'plan-invalid': 422,
  busy: 503,
  'document-refused': 422,
  usage: 400,
};

type ApiError = z.infer<typeof apiError>;
const say = (code: string, message: string, details: Record<string, unknown> = {}): ApiError => ({ error: { code, message, details } });

/** Every answer but the good one, for the schema of a route. */
export const errorAnswers = { '4xx': apiError, '5xx': apiError } as const;

/** Refusals of the framework that a reader can understand; the rest of its 4xx share one sentence. */
const FRAMEWORK_SENTENCES: Record<number, { code: string; message: string }> = {
  413: {
    code: 'file-too-large',
    message: 'L’envoi est trop lourd pour ce serveur. Rien n’a été gardé : déposez le fichier directement dans le dossier de données.',
  },
  415: { code: 'usage', message: 'Le contenu envoyé n’est pas du type attendu par cette adresse.' },
  429: { code: 'too-many-requests', message: 'Trop de demandes en une minute. Attendez un instant, puis recommencez.' },
};

function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, body } = explainError(error, request);
  reply.code(status);
  return isNavigation(request) ? reply.type('text/html; charset=utf-8').serializer(String).send(writeErrorPage(body)) : reply.send(body);
}

/** True of an address opened in a browser, and not asked for by a page or a program: its reader would see the JSON. */
const isNavigation = ({ headers }: FastifyRequest) => headers['sec-fetch-dest'] === 'document';

function writeErrorPage({ error: { message } }: ApiError): string {
  return `<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Demande refusée · Maillage</title></head>
<body><main><h1>Cette demande n’a pas abouti</h1><p>${escapeHtml(message)}</p><p><a href="/">Revenir à l’accueil</a></p></main></body>
</html>
`;
}

function explainError(error: FastifyError, request: FastifyRequest): { status: number; body: ApiError } {
  if (error instanceof DomainError) {
    request.log.info({ code: error.code, details: error.details }, 'refused');
    return { status: HTTP_STATUS[error.code], body: say(error.code, error.message, { ...error.details }) };
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.map((issue) => issue.instancePath.replace(/^\//, '')).filter((field) => field !== '');
    return {
      status: 400,
      body: say('usage', 'La demande n’est pas de la forme attendue. Vérifiez l’adresse ou les valeurs envoyées.', { fields }),
    };
  }
  const status = error.statusCode ?? 500;
  if (status >= 400 && status < 500) {
    const { code, message } = FRAMEWORK_SENTENCES[status] ?? { code: 'usage', message: 'Cette demande n’a pas pu être comprise.' };
    return { status, body: say(code, message) };
  }
  request.log.error(
    { err: { type: error.name, message: redactSecrets(error.message), stack: redactSecrets(error.stack ?? '') } },
    'unexpected',
  );
  return {
    status: 500,
    body: say(
      'internal',
      'Le serveur a rencontré une erreur imprévue. Les calculs publiés sont intacts ; le détail est dans le journal du serveur.',
      { requestId: request.id },
    ),
  };
}

/** Passwords of database addresses never reach a log: « postgres://user:***@host ». */
export function redactSecrets(text: string): string {
  return text.replace(/(\w+:\/\/[^\s:/@]+):[^\s/@]+@/g, '$1:***@');
}

/** The one error handler: a refusal keeps its French sentence, a bug shows no stack. */
export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>(answerError);
}

/** The answer to an address of the API that does not exist. */
export function answerUnknownAddress(reply: FastifyReply): FastifyReply {
  return reply.code(404).send(say('not-found', 'Cette adresse n’existe pas. La liste des adresses est sur /api/docs.'));
}
