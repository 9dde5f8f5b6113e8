import { existsSync } from 'node:fs';
import { access, constants, statfs } from 'node:fs/promises';
import { DomainError } from '@maillage/domain/errors.ts';
import { formatBytes } from '@maillage/domain/format.ts';
import { officialAddress } from '@maillage/domain/sources/official-address.ts';
import { checkInstalledData } from '@maillage/pipeline/knowledge.ts';
import { readSourcesView } from '@maillage/pipeline/read-sources.ts';
import { readConfig } from '@maillage/server/config.ts';
import { findLockHolder } from '@maillage/store/folder-lock.ts';
import type { Command, CommandContext } from '../command.ts';
import { dataFolder, departementOption, varFolder } from '../options.ts';
import { withPublishedRuns } from '../published-runs.ts';
import { readHealth } from '../server-runs.ts';

interface Finding {
  subject: string;
  ok: boolean;
  message: string;
}
const NEEDED_FREE_BYTES = 2e9;

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'Dit ce qui ne va pas dans l’installation ou les données, et comment y remédier',
  usage: ['maillage doctor [--dir VAR] [--donnees DOSSIER] [--departement 62]'],
  options: { dir: { type: 'string' }, donnees: { type: 'string' }, departement: { type: 'string' } },
  async run(context) {
    const findings = [
      await checkNode(),
      await checkFolder(context),
      await checkInstalled(),
      await checkData(context),
      await checkHolder(context),
      await checkRuns(context),
    ].flat();
    for (const { ok, subject, message } of findings) context.print(`${ok ? 'Bien  ' : 'À voir'}  ${subject} : ${message}`);
    context.answer({ healthy: findings.every(({ ok }) => ok), findings });
    if (findings.some(({ ok }) => !ok)) process.exitCode = 1;
  },
};

function checkNode(): Finding {
  const major = Number(process.versions.node.split('.')[0]);
  return {
    subject: 'Node',
    ok: major >= 24,
    message:
      major >= 24 ? `version ${process.versions.node}` : `version ${process.versions.node}, il faut 24 ou plus. Relancez « npm install ».`,
  };
}

async function checkFolder(context: CommandContext): Promise<Finding> {
  const folder = varFolder(context);
  const subject = `Dossier de travail ${folder}`;
  if (!existsSync(folder)) return { subject, ok: true, message: 'absent, il sera créé au premier calcul' };
  try {
    await access(folder, constants.W_OK);
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    return {
      subject,
      ok: free > NEEDED_FREE_BYTES,
      message:
        free > NEEDED_FREE_BYTES
          ? `${formatBytes(free)} libres`
          : `${formatBytes(free)} libres seulement. Libérez de la place : il en faut 2 Go.`,
    };
  } catch {
    return { subject, ok: false, message: 'on ne peut pas y écrire. Donnez un autre dossier avec --dir, ou le droit d’y écrire.' };
  }
}

async function checkInstalled(): Promise<Finding> {
  const { communeCount, cogYear } = await checkInstalledData();
  return {
    subject: 'Code officiel géographique installé',
    ok: communeCount > 30_000,
    message: communeCount > 30_000 ? `${cogYear}, ${communeCount} communes` : 'incomplet. Relancez « npm install ».',
  };
}

async function checkData(context: CommandContext): Promise<Finding[]> {
  const folder = dataFolder(context);
  if (!existsSync(folder))
    return [
      {
        subject: `Données ${folder}`,
        ok: true,
        message: 'dossier absent : le Département fictif sera montré. Déposez-y les fichiers officiels, ou utilisez la page « Données ».',
      },
    ];
  const departementCode = departementOption(context);
  const view = await readSourcesView({ departementCode, folder, latest: undefined });
  const findings = view.sources
    .filter(({ source, state }) => source.necessity === 'required' && source.role !== 'npm' && state !== 'loaded')
    .map(({ source }) => ({
      subject: source.title,
      ok: false,
      message: `fichier absent (${source.expectedFile}). Adresse : ${officialAddress(source, departementCode) ?? 'non trouvée'}`,
    }));
  const unreadable = view.sources
    .flatMap(({ files }) => files)
    .concat(view.otherFiles)
    .filter(({ state }) => state === 'unreadable');
  return [...findings, ...unreadable.map((file) => ({ subject: file.path, ok: false, message: file.reason ?? 'illisible' }))];
}

async function checkRuns(context: CommandContext): Promise<Finding> {
  const subject = 'Calculs publiés';
  const finding: Finding = { subject, ok: true, message: 'aucun encore' };
  try {
    await withPublishedRuns(context, async (runs) => {
      const latest = await runs.findLatest(undefined);
      if (latest !== undefined) finding.message = `le dernier est ${latest.id} (${latest.departementName})`;
    });
    return finding;
  } catch (error) {
    // A build at work on the folder is no fault of it; a server that holds it and does not answer is one.
    if (error instanceof DomainError)
      return { subject, ok: error.code === 'folder-locked' && !error.details.address, message: error.message };
    const why = error instanceof Error ? error.message : String(error);
    return {
      subject,
      ok: false,
      message: `la base de ce dossier ne s’ouvre pas (${why}). Gardez-en une copie, puis retirez son dossier « base » et relancez « maillage build » : les calculs se refont depuis les fichiers officiels.`,
    };
  }
}

/** Who holds the folder; nothing when nobody does, or when the database is shared. */
async function checkHolder(context: CommandContext): Promise<Finding[]> {
  const holder = readConfig().databaseUrl === null ? await findLockHolder(varFolder(context)) : undefined;
  if (holder === undefined) return [];
  const subject = 'Serveur';
  if (holder.address === null)
    return [{ subject, ok: true, message: `un calcul est en cours sur ce dossier (processus ${holder.pid}), attendez sa fin` }];
  try {
    const { engineVersion } = await readHealth(holder.address);
    return [{ subject, ok: true, message: `il tourne et répond sur ${holder.address}, version ${engineVersion}` }];
  } catch (error) {
    if (error instanceof DomainError) return [{ subject, ok: false, message: error.message }];
    throw error;
  }
}
