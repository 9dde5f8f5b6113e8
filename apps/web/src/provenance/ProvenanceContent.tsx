import type { Provenance } from '@maillage/domain/figures/figure.ts';
import { formatDate } from '@maillage/domain/format.ts';
import { useState } from 'react';
import { Link } from 'react-router';

/** All that stands behind one figure: value, formula, inputs, parameters, sources, error, run and citation. */
export function ProvenanceContent({ provenance }: { provenance: Provenance }) {
  const { figure, territory, inputs, sources } = provenance;
  return (
    <>
      <p className="drawer-value">
        <strong>{provenance.text}</strong>
        <span>
          {figure.title} · {territory.name} ({territory.code})
        </span>
      </p>
      <h3>Calcul</h3>
      <p className="drawer-formula">{figure.formula}</p>
      {figure.error && (
        <p>
          <span className="tag tag-warning">estimé</span> {figure.error}
        </p>
      )}
      {!figure.available && figure.missingReason && <p>{figure.missingReason}</p>}
      <p>
        <Link to={`/methode/${figure.methodNote}`}>Lire la note de méthode</Link>
      </p>
      {inputs.length > 0 && (
        <>
          <h3>Ce qui entre dans le calcul</h3>
          <dl className="drawer-list">
            {inputs.map((input) => (
              <div key={input.label}>
                <dt>{input.href === null ? input.label : <InputLink href={input.href} label={input.label} />}</dt>
                <dd>{input.text}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {figure.parameters.length > 0 && (
        <>
          <h3>Paramètres</h3>
          <dl className="drawer-list">
            {figure.parameters.map((parameter) => (
              <div key={parameter.label}>
                <dt>{parameter.label}</dt>
                <dd>{parameter.value}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <h3>Sources</h3>
      <ul className="drawer-sources">
        {sources.map((source) => (
          <li key={`${source.title}${source.path}`}>
            {source.url === null ? source.title : <a href={source.url}>{source.title}</a>}, {source.producer}
            {source.vintage !== null && `, millésime ${source.vintage}`} ({source.licence})
            {source.path !== null && (
              <span className="soft small">
                {' '}
                — fichier <code>{source.path}</code>
                {source.sha256 !== null && <> (sha256 {source.sha256.slice(0, 12)}…)</>}
              </span>
            )}
          </li>
        ))}
      </ul>
      <h3>Calcul publié</h3>
      <p>
        <code>{provenance.runId}</code>, le {formatDate(provenance.publishedAt)}, moteur {provenance.engineVersion}
      </p>
      <Citation text={provenance.citation} />
    </>
  );
}

/** The API may name a page of the site or an official address. */
function InputLink({ href, label }: { href: string; label: string }) {
  return href.startsWith('/') && !href.startsWith('/api/') ? <Link to={href}>{label}</Link> : <a href={href}>{label}</a>;
}

function Citation({ text }: { text: string }) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <>
      <h3>Citer ce chiffre</h3>
      <blockquote className="drawer-citation">{text}</blockquote>
      <button type="button" className="button" onClick={() => void copy()}>
        Copier la citation
      </button>{' '}
      <span role="status">
        {copied === true && 'Citation copiée.'}
        {copied === false && 'La copie est refusée par le navigateur : sélectionnez le texte ci-dessus.'}
      </span>
    </>
  );
}
