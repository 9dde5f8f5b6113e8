import { parseArgs } from 'node:util';
import { DomainError } from '@maillage/domain/errors.ts';
import type { Command, CommandContext } from './command.ts';

/** Each command by its name, read only when it is asked for: a refusal or a help must not wait for a database to load. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./commands/start.ts')).startCommand,
  build: async () => (await import('./commands/build.ts')).buildCommand,
  export: async () => (await import('./commands/export.ts')).exportCommand,
  compare: async () => (await import('./commands/compare.ts')).compareCommand,
  change: async () => (await import('./commands/change.ts')).changeCommand,
  parameters: async () => (await import('./commands/parameters.ts')).parametersCommand,
  plan: async () => (await import('./commands/plan.ts')).planCommand,
  rights: async () => (await import('./commands/rights.ts')).rightsCommand,
  report: async () => (await import('./commands/report.ts')).reportCommand,
  backup: async () => (await import('./commands/backup.ts')).backupCommand,
  restore: async () => (await import('./commands/restore.ts')).restoreCommand,
  explain: async () => (await import('./commands/explain.ts')).explainCommand,
  sources: async () => (await import('./commands/sources.ts')).sourcesCommand,
  runs: async () => (await import('./commands/runs.ts')).runsCommand,
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand,
  worker: async () => (await import('./commands/worker.ts')).workerCommand,
  graph: async () => (await import('./commands/graph.ts')).graphCommand,
  times: async () => (await import('./commands/times.ts')).timesCommand,
  route: async () => (await import('./commands/route.ts')).routeCommand,
  isochrone: async () => (await import('./commands/isochrone.ts')).isochroneCommand,
  bench: async () => (await import('./commands/bench-graph.ts')).benchGraphCommand,
};

const findCommand = async (name: string | undefined): Promise<Command | undefined> =>
  name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name]?.() : undefined;

function printCommandHelp({ summary, usage }: Command): void {
  console.log(`${summary}\n\n${usage.map((line) => `  ${line}`).join('\n')}`);
}

async function printHelp(): Promise<void> {
  console.log('Maillage : des données ouvertes au diagnostic publié de l’accès aux services au public.\n');
  for (const { name, summary } of await Promise.all(Object.values(COMMANDS).map((load) => load())))
    console.log(`  maillage ${name.padEnd(11)} ${summary}`);
  console.log('\n  maillage COMMANDE --help pour les options ; --json pour une réponse lisible par une machine.');
}

/**
 * Runs one command; returns the exit code, and may set `process.exitCode` too. Refusals are French sentences on standard error, or JSON
 * with --json.
 */
export async function runMaillage(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'aide' || name === 'help') {
    const asked = await findCommand(rest[0]);
    if (asked === undefined) await printHelp();
    else printCommandHelp(asked);
    return 0;
  }
  const command = await findCommand(name);
  const json = argv.includes('--json');
  try {
    if (command === undefined) throw new DomainError('usage', `La commande « ${name} » n’existe pas. « maillage --help » donne la liste.`);
    if (rest.includes('--help') || rest.includes('-h')) {
      printCommandHelp(command);
      return 0;
    }
    const { values, positionals } = parse(command, rest);
    const context: CommandContext = {
      values,
      positionals,
      json,
      print: (line) => {
        if (!json) console.log(line);
      },
      answer: (document) => {
        if (json) console.log(JSON.stringify(document, null, 2));
      },
    };
    await command.run(context);
    return 0;
  } catch (error) {
    return reportFailure(error, json);
  }
}

function parse(command: Command, args: string[]) {
  try {
    return parseArgs({
      args,
      options: { ...command.options, json: { type: 'boolean' } },
      allowPositionals: command.takesPositionals ?? false,
      strict: true,
    });
  } catch (error) {
    const quoted = /'([^']*)'/.exec(error instanceof Error ? error.message : '')?.[1] ?? args.join(' ');
    const what = quoted.startsWith('-')
      ? `L’option « ${quoted} » n’est pas comprise, ou sa valeur manque ou est de trop`
      : `« ${quoted} » est de trop`;
    throw new DomainError('usage', `${what}. « maillage ${command.name} --help » les donne.`);
  }
}

function reportFailure(error: unknown, json: boolean): number {
  const known = error instanceof DomainError;
  const message = known
    ? error.message
    : `Erreur imprévue, rien de ce qui était publié n’est perdu. ${error instanceof Error ? error.message : String(error)}`;
  if (json)
    console.log(
      JSON.stringify({ error: { code: known ? error.code : 'internal', message, details: known ? error.details : {} } }, null, 2),
    );
  else console.error(message);
  return known && error.code === 'usage' ? 2 : 1;
}
