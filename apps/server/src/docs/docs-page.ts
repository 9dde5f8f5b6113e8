import { escapeHtml } from '../http/escape-html.ts';

interface Operation {
  summary?: string;
  tags?: string[];
  parameters?: { name: string; in: string; required?: boolean; schema?: { pattern?: string; enum?: string[] } }[];
  responses?: Record<string, unknown>;
}

function renderOperation(method: string, path: string, operation: Operation): string {
  const parameters = (operation.parameters ?? []).map(({ name, in: place, schema }) => {
    const form = schema?.enum?.join(' | ') ?? schema?.pattern ?? '';
    return `<li><code>${escapeHtml(name)}</code> (${place === 'query' ? 'après « ? »' : 'dans l’adresse'})${form === '' ? '' : ` : <code>${escapeHtml(form)}</code>`}</li>`;
  });
  const link = method === 'get' && !path.includes('{') ? `<a href="${escapeHtml(path)}">${escapeHtml(path)}</a>` : escapeHtml(path);
  return `<article><h3><b>${escapeHtml(method.toUpperCase())}</b> <code>${link}</code></h3>
<p>${escapeHtml(operation.summary ?? '')}</p>${parameters.length === 0 ? '' : `<ul>${parameters.join('')}</ul>`}</article>`;
}

/** The ink, paper and accent of the other pages, in the letters of the system: this page stands without them. */
export const DOCS_STYLE = `:root{color-scheme:light dark;--ink:#14232b;--paper:#fbfbf8;--line:#d3d9d7;--accent:#0b5a62}
@media(prefers-color-scheme:dark){:root{--ink:#e9f0f1;--paper:#0f191e;--line:#2a3a42;--accent:#79cdcb}}
@media print{:root{--ink:#000;--paper:#fff;--line:#bbb;--accent:#000}article{break-inside:avoid}}
body{font:1rem/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;background:var(--paper);color:var(--ink)}
h1,h2{line-height:1.2}h2{margin-top:2.5rem}h3{font-size:1rem;margin:0}article p,article ul{margin:.25rem 0 0}
a{color:var(--accent)}:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
code{overflow-wrap:anywhere}article{border-top:1px solid var(--line);padding:.75rem 0}`;

/** The OpenAPI document as one page of plain HTML: no script, nothing asked of another site. */
export function renderDocsPage(document: { info: { title: string; description?: string }; paths?: Record<string, unknown> }): string {
  const sections = new Map<string, string[]>();
  for (const [path, methods] of Object.entries(document.paths ?? {})) {
    for (const [method, operation] of Object.entries(methods as Record<string, Operation>)) {
      const tag = operation.tags?.[0] ?? 'Autres';
      sections.set(tag, [...(sections.get(tag) ?? []), renderOperation(method, path, operation)]);
    }
  }
  const body = [...sections].map(([tag, operations]) => `<section><h2>${escapeHtml(tag)}</h2>${operations.join('\n')}</section>`);
  return `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<title>Interface de programmation — ${escapeHtml(document.info.title)}</title>
<style>${DOCS_STYLE}</style></head>
<body><main><h1>Interface de programmation</h1><p>${escapeHtml(document.info.description ?? '')}</p>
<p>Document complet, pour les machines : <a href="/api/openapi.json">/api/openapi.json</a>. Retour à <a href="/">l’atlas</a>.</p>
${body.join('\n')}</main></body></html>`;
}
