import { typeset } from '@maillage/domain/typography.ts';
import { escapeXmlText } from '../svg/escape-xml.ts';
import type { OriginEntry } from './write-inline.ts';

/** Territories that are named in an entry; a table of communes has hundreds, which its rows name. */
const NAMED_TERRITORIES = 5;

/** Where each figure of the page comes from: what it measures, its formula, its parameters, its sources. */
export function writeOrigins(entries: readonly OriginEntry[]): string {
  if (entries.length === 0)
    return '<section id="origines" aria-label="Origine des chiffres"><p>Cette page ne contient aucun chiffre.</p></section>';
  return [
    '<section id="origines" aria-labelledby="origines-titre">',
    '<h2 id="origines-titre">Origine des chiffres</h2>',
    '<ol class="origines">',
    ...entries.map(writeEntry),
    '</ol>',
    '</section>',
  ].join('\n');
}

function writeEntry({ id, origin, runId, territories }: OriginEntry): string {
  const lines: [string, string][] = [
    ...(territories.size === 0 ? [] : [['Territoire', nameTerritories([...territories])] as [string, string]]),
    ['Formule', origin.formula],
    ...origin.parameters.map(({ label, value }): [string, string] => [label, value]),
    ...origin.sources.map((source): [string, string] => ['Source', saySource(source)]),
    ...(origin.estimated ? [['Estimation', origin.error ?? 'Ce chiffre est estimé.'] as [string, string]] : []),
    ['Méthode', `note « ${origin.methodNote} »`],
    ['Calcul', runId],
  ];
  const details = lines
    .map(([term, words]) => `<div><dt>${escapeXmlText(typeset(term))}</dt><dd>${escapeXmlText(typeset(words))}</dd></div>`)
    .join('');
  return `<li id="${id}" tabindex="-1"><p><strong>${escapeXmlText(origin.label)}</strong>${origin.estimated ? ' (estimé)' : ''}</p><dl>${details}</dl></li>`;
}

function nameTerritories(names: readonly string[]): string {
  const rest = names.length - NAMED_TERRITORIES;
  const named = names.slice(0, NAMED_TERRITORIES).join(', ');
  return rest <= 0 ? named : `${named} et ${rest} ${rest === 1 ? 'autre' : 'autres'}`;
}

const saySource = ({ title, producer, vintage, licence }: OriginEntry['origin']['sources'][number]): string =>
  [title, producer, ...(vintage === null ? [] : [String(vintage)]), licence].join(', ');
