import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { DomainError } from '@maillage/domain/errors.ts';
import { parsePublicUrl, publicLookup } from './public-address.ts';

const MAX_REDIRECTS = 5;
const IDLE_MS = 60_000;

export interface GetOptions {
  allowLoopback: boolean;
  headers: Record<string, string>;
  signal?: AbortSignal;
}

/**
 * The answer to a GET, its body still to be read, after at most five redirects, each judged as the first address was.
 * Never asks for compression: a resumed download counts bytes. Throws `address-refused` or `download-failed`.
 */
export async function httpGet(address: string, options: GetOptions): Promise<{ url: URL; response: IncomingMessage }> {
  let url = parsePublicUrl(address, options.allowLoopback);
  for (let redirectCount = 0; redirectCount <= MAX_REDIRECTS; redirectCount++) {
    const response = await getOnce(url, options);
    const { statusCode = 0 } = response;
    const location = response.headers.location;
    if (statusCode < 300 || statusCode >= 400 || location === undefined) return { url, response };
    response.destroy();
    const next = parsePublicUrl(URL.canParse(location, url.href) ? new URL(location, url.href).href : location, options.allowLoopback);
    if (url.protocol === 'https:' && next.protocol === 'http:')
      throw new DomainError('address-refused', `« ${url.host} » renvoie vers une adresse non chiffrée (http) : elle est refusée.`, {
        address: next.href,
      });
    url = next;
  }
  throw downloadFailure(url.host, `plus de ${MAX_REDIRECTS} redirections`);
}

/** A `download-failed` refusal. `reason` is the end of a sentence, without its full stop. */
export function downloadFailure(host: string, reason: string, details: Record<string, unknown> = {}): DomainError {
  return new DomainError('download-failed', `Le téléchargement depuis « ${host} » a échoué : ${reason}.`, { host, ...details });
}

function getOnce(url: URL, { headers, allowLoopback, signal }: GetOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(url, {
      headers: { 'user-agent': 'maillage (diagnostic SDAASP)', accept: '*/*', 'accept-encoding': 'identity', ...headers },
      lookup: publicLookup(allowLoopback),
      agent: false,
      ...(signal ? { signal } : {}),
    });
    request.setTimeout(IDLE_MS, () => request.destroy(new Error('aucune réponse depuis une minute')));
    request.on('response', resolve);
    request.on('error', (error) => {
      if (error instanceof DomainError) reject(error);
      else
        reject(
          downloadFailure(url.host, signal?.aborted ? 'il a été arrêté' : 'le serveur est injoignable ou a coupé. Réessayez plus tard', {
            cause: error.message,
          }),
        );
    });
    request.end();
  });
}
