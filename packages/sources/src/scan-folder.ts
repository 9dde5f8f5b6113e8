import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { DomainError } from '@maillage/domain/errors.ts';
import type { ImportedFile } from '@maillage/domain/sources/records.ts';
import { foreignBoundaryReason } from './communes-geojson/commune-boundaries.ts';
import { ATLAS_FILE, PARAMETERS_FILE } from './folder-files.ts';
import type { FileProbe, ImportScope, SourceImporter } from './importer.ts';
import { IMPORTERS } from './importers.ts';
import { mappingPathOf } from './indicator-tables/mapping.ts';
import { findUserImporter } from './indicator-tables/user-mapping.ts';
import { openJson } from './json/open-json.ts';
import { listTablesOfArchive, probeFile } from './probe-file.ts';
import { asFileRefusal } from './tables/file-errors.ts';
import { openTable } from './tables/open-table.ts';

/** One file of the data folder, or one table of an archive that holds several (« cog.zip » » v_commune_2025.csv »). */
export interface ScannedFile {
  /** Path inside the data folder, with `/`; the table of an archive follows after ` » `. */
  path: string;
  absolutePath: string;
  /** Table of an archive of several; null for a plain file. */
  member: string | null;
  /** Of the file as stored (of the whole archive for a member), in hexadecimal. */
  sha256: string;
  sizeBytes: number;
  state: 'recognised' | 'refused' | 'unreadable';
  /** Why it is not used, in French; null when recognised. */
  reason: string | null;
  /** True for notes and dictionaries: listed quietly. */
  isDocumentation: boolean;
  probe: FileProbe | null;
  importer: SourceImporter | null;
  vintage: number | null;
  cogYear: number | null;
}

const MAX_FILES = 20_000;
const DOCUMENTATION =
  /(^|\/)(readme|lisez[-_ ]?moi|licen[cs]e|sources?\.lock)|\.(md|html?|pdf|docx?|odt|sha256|md5)$|(^|[/_-])meta(data|donnees)?[^/]*\.(csv|txt|json|xlsx)$/i;

const FORMAT_REASONS: Record<FileProbe['format'], string> = {
  table:
    'Aucune source connue n’a ces colonnes. Vérifiez que l’en-tête officiel est intact, ou décrivez le tableau par un fichier de correspondance.',
  geojson:
    'Ce GeoJSON n’a pas les propriétés d’une source connue (contours de communes : « code » et « nom », ou « INSEE_COM » et « NOM »).',
  json: 'Ce JSON n’est pas une source connue.',
  'osm-pbf': 'Cet extrait d’OpenStreetMap n’a pas pu être lu.',
  gtfs: 'Ce sont des horaires de transport (GTFS) : ils ne sont pas encore utilisés.',
  graphml: 'C’est un graphe de routes (GraphML) : il n’est pas utilisé.',
  other: 'Ce format n’est pas celui d’une source connue.',
};

/** Files seen before, by path, size and time of last change, so that a page asked again and again does not read gigabytes again. */
export type ScanMemory = Map<string, ScannedFile[]>;

/**
 * Every file under `folder`, sorted by path, with what it is recognised as. Hidden files are passed
 * over, links and closed folders are told. One bad file never stops the others: it is listed with its reason. Throws `file-not-found` when
 * the folder itself cannot be read.
 */
export async function scanFolder(
  folder: string,
  importers: readonly SourceImporter[] = IMPORTERS,
  memory: ScanMemory = new Map(),
): Promise<ScannedFile[]> {
  const root = await realpath(folder).catch((error: unknown) => {
    throw new DomainError(
      'file-not-found',
      `Le dossier de données « ${folder} » n’existe pas ou ne peut pas être lu. Créez-le, ou indiquez-en un autre.`,
      {
        folder,
        cause: String(error),
      },
    );
  });
  const scanned: ScannedFile[] = [];
  const pathInFolder = (absolutePath: string) => relative(root, absolutePath).split(sep).join('/');
  const { files: listed, leftAside } = await listFiles(root);
  for (const { path, state, reason } of leftAside)
    scanned.push({ ...NOTHING_SEEN, path: pathInFolder(path), absolutePath: path, state, reason });
  for (const absolutePath of listed) {
    const stamp = await stampOf(absolutePath);
    const files = memory.get(stamp) ?? (await scanFile(absolutePath, pathInFolder(absolutePath), importers));
    memory.set(stamp, files);
    scanned.push(...files);
  }
  return scanned.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** The facts of a recognised file. Throws the importer's DomainError when the file is bad as a whole. */
export async function importScannedFile(file: ScannedFile, scope: ImportScope): Promise<ImportedFile> {
  if (file.importer === null)
    throw new DomainError('file-not-recognised', `« ${file.path} » n’est pas utilisé. ${file.reason ?? FORMAT_REASONS.other}`, {
      file: file.path,
    });
  const options = file.member === null ? {} : { member: file.member };
  try {
    return await file.importer.importFile(
      {
        path: file.path,
        absolutePath: file.absolutePath,
        table: () => openTable(file.absolutePath, file.path, options),
        json: () => openJson(file.absolutePath, file.path),
      },
      scope,
    );
  } catch (error) {
    throw asFileRefusal(error, file.path, 'sa lecture a échoué');
  }
}

const NOTHING_SEEN = {
  member: null,
  sha256: '',
  sizeBytes: 0,
  isDocumentation: false,
  probe: null,
  importer: null,
  vintage: null,
  cogYear: null,
};

async function scanFile(absolutePath: string, path: string, importers: readonly SourceImporter[]): Promise<ScannedFile[]> {
  const base = { ...NOTHING_SEEN, path, absolutePath };
  try {
    const identity = { ...base, sha256: await sha256OfFile(absolutePath), sizeBytes: (await stat(absolutePath)).size };
    if (path.endsWith('.mapping.json'))
      return [
        {
          ...identity,
          state: 'refused',
          reason: 'Fichier de correspondance : il décrit le tableau de même nom posé à côté de lui.',
          isDocumentation: true,
        },
      ];
    if (path === PARAMETERS_FILE)
      return [
        { ...identity, state: 'refused', reason: 'Paramètres du calcul : seuils, paniers, poids. Ils sont suivis.', isDocumentation: true },
      ];
    if (path === ATLAS_FILE)
      return [{ ...identity, state: 'refused', reason: 'Liste des cartes de l’atlas. Elle est suivie.', isDocumentation: true }];
    if (DOCUMENTATION.test(path))
      return [{ ...identity, state: 'refused', reason: 'Documentation : ce fichier n’est pas lu.', isDocumentation: true }];
    const members = await listTablesOfArchive(absolutePath, path);
    if (members.length === 0) return [await recognise(identity, importers)];
    const files: ScannedFile[] = [];
    for (const member of members) files.push(await recognise({ ...identity, path: `${path} » ${member}`, member }, importers));
    return files;
  } catch (error) {
    return [{ ...base, state: 'unreadable', reason: asFileRefusal(error, path, 'le fichier n’a pas pu être ouvert').message }];
  }
}

async function recognise(identity: Omit<ScannedFile, 'state' | 'reason'>, importers: readonly SourceImporter[]): Promise<ScannedFile> {
  try {
    const probe = await probeFile(identity.absolutePath, identity.path, identity.member ?? undefined);
    const userImporter = await findUserImporter(identity.absolutePath, identity.path);
    if (userImporter !== null) {
      const header = userImporter.recognise(probe);
      if (header !== null) return { ...identity, ...header, probe, importer: userImporter, state: 'recognised', reason: null };
      const reason = 'Le fichier de correspondance posé à côté ne décrit pas ces colonnes. Corrigez-le, ou retirez-le.';
      return { ...identity, probe, state: 'refused', reason };
    }
    for (const importer of importers) {
      const header = importer.recognise(probe);
      if (header !== null) return { ...identity, ...header, probe, importer, state: 'recognised', reason: null };
    }
    return { ...identity, probe, state: 'refused', reason: foreignBoundaryReason(probe) ?? FORMAT_REASONS[probe.format] };
  } catch (error) {
    return { ...identity, state: 'unreadable', reason: asFileRefusal(error, identity.path, 'le fichier n’a pas pu être ouvert').message };
  }
}

interface Listing {
  files: string[];
  /** Folders that cannot be opened and links, which are not followed: told, never passed over in silence. */
  leftAside: { path: string; state: 'refused' | 'unreadable'; reason: string }[];
}

async function listFiles(root: string): Promise<Listing> {
  const listing: Listing = { files: [], leftAside: [] };
  const visit = async (folder: string): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => null);
    if (entries === null) {
      const reason = 'Ce dossier ne peut pas être ouvert : donnez à Maillage le droit de le lire.';
      listing.leftAside.push({ path: folder, state: 'unreadable', reason });
      return;
    }
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.name.startsWith('.')) continue;
      if (entry.isDirectory()) await visit(path);
      else if (entry.isFile()) listing.files.push(path);
      else {
        // Out of the folder a link would read what the user did not put there, inside it a file twice.
        const reason = 'Ce n’est pas un fichier ordinaire (un lien, par exemple) : copiez le fichier lui-même dans le dossier.';
        listing.leftAside.push({ path, state: 'refused', reason });
      }
      if (listing.files.length > MAX_FILES)
        throw new DomainError('file-too-large', `Le dossier de données contient plus de ${MAX_FILES} fichiers : est-ce bien le bon ?`, {
          limit: MAX_FILES,
        });
    }
  };
  await visit(root);
  return listing;
}

/** Changes whenever the file, or the mapping beside it, is written. */
async function stampOf(path: string): Promise<string> {
  const parts = [path];
  for (const each of [path, mappingPathOf(path)]) {
    const found = await stat(each).catch(() => null);
    parts.push(found === null ? '-' : `${found.size}:${found.mtimeMs}:${found.ino}`);
  }
  return parts.join('\n');
}

async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
