import { DomainError } from '@maillage/domain/errors.ts';
import type { FigureDefinition, FigureValueStatus, Provenance } from '@maillage/domain/figures/figure.ts';
import { formatDate } from '@maillage/domain/format.ts';
import { typeset } from '@maillage/domain/typography.ts';
import { nameTerritory } from './figure-series.ts';
import { formatFigureValue } from './figure-text.ts';
import { readCommuneValue } from './figure-values.ts';
import { joinFrench } from './french.ts';
import { getOwnCommune } from './portrait.ts';
import { listCommuneInputs, listTerritoryInputs } from './provenance-inputs.ts';
import { type IndexedRun, rowKey } from './run-rows.ts';

/**
 * « D’où vient ce chiffre ? » for an own commune or a wider territory of the run.
 * Throws `figure-not-found` or `territory-not-found`; a value that is absent is explained, not refused.
 */
export function buildProvenance(run: IndexedRun, figureId: string, territory: { kind: string; code: string }): Provenance {
  const { manifest, publishedAt } = run.facts;
  const found = run.figures.get(figureId);
  if (found === undefined) throw new DomainError('figure-not-found', 'Cet indicateur n’existe pas dans ce calcul.', { figureId });
  const named = { kind: territory.kind, code: territory.code, name: nameTerritory(run, territory.kind, territory.code) };
  const { value, status } = readFigureValue(run, figureId, territory);
  const inputs =
    territory.kind === 'commune'
      ? listCommuneInputs(run, figureId, getOwnCommune(run, territory.code))
      : listTerritoryInputs(run, figureId, territory);
  const sources = listFigureFiles(run, found);
  const text = formatFigureValue(found, value, status);
  return {
    runId: manifest.id,
    figure: found,
    territory: named,
    value,
    status,
    text,
    inputs: inputs.map((input) => ({ ...input, label: typeset(input.label), text: typeset(input.text) })),
    sources,
    publishedAt,
    engineVersion: manifest.engineVersion,
    citation: cite(run, { figure: found, place: `${named.name} (${named.code})`, text, sources }),
  };
}

/** The value of a figure there, with the reason when it has none. Throws `territory-not-found`. */
export function readFigureValue(
  run: IndexedRun,
  figureId: string,
  { kind, code }: { kind: string; code: string },
): { value: number | null; status: FigureValueStatus } {
  if (kind === 'commune') return readCommuneValue(run, figureId, getOwnCommune(run, code));
  const isKnown =
    run.territories.has(rowKey(kind, code)) ||
    (kind === 'departement' && code === run.facts.manifest.departementCode) ||
    run.territoryFigures.has(rowKey(kind, code, figureId));
  if (!isKnown) throw new DomainError('territory-not-found', 'Ce territoire n’est pas dans ce calcul.', { kind, code });
  const value = run.territoryFigures.get(rowKey(kind, code, figureId)) ?? null;
  return { value, status: value === null ? 'missing' : 'known' };
}

/** The files really loaded for the figure; a source that comes with the installation has no file and stands by itself. */
export function listFigureFiles(run: IndexedRun, figure: FigureDefinition): Provenance['sources'] {
  const { manifest } = run.facts;
  return manifest.sources
    .filter((source) => figure.sourceIds.includes(source.id))
    .flatMap(({ id, title, producer, licence, officialUrl: url, role }): Provenance['sources'] => {
      const files = manifest.files.filter((file) => file.sourceId === id && file.state === 'loaded');
      if (files.length === 0)
        return role === 'npm' ? [{ title, producer, licence, vintage: manifest.cogYear, path: null, sha256: null, url }] : [];
      return files.map(({ vintage, path, sha256 }) => ({ title, producer, licence, vintage, path, sha256, url }));
    });
}

/** « Temps d’accès : pharmacie, Bourg (00001) : 7 min. Source : … ; calcul Maillage …, publié le 31 mai 2018. » */
function cite(run: IndexedRun, said: { figure: FigureDefinition; place: string; text: string; sources: Provenance['sources'] }): string {
  const { manifest, publishedAt } = run.facts;
  const names = [
    ...new Set(said.sources.map(({ producer, title, vintage }) => `${producer}, ${title}${vintage === null ? '' : ` (${vintage})`}`)),
  ];
  const sources = names.length === 0 ? 'sources non renseignées' : joinFrench(names);
  const estimated = said.figure.estimated ? ' (estimé)' : '';
  const fictional = manifest.fictional ? 'Département fictif, chiffres inventés. ' : '';
  return typeset(
    `${fictional}${said.figure.title}, ${said.place} : ${said.text}${estimated}. Sources : ${sources}. Maillage ${manifest.engineVersion}, calcul ${manifest.id} publié le ${formatDate(publishedAt)}.`,
  );
}
