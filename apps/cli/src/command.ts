import type { ParseArgsOptionsConfig } from 'node:util';

/** What a command gets: its options as typed, and the two ways to speak. */
export interface CommandContext {
  values: Record<string, string | boolean | string[] | undefined>;
  /** True with --json: one JSON document on standard output, nothing else. */
  json: boolean;
  /** Prints for a reader, on standard output; silent with --json. */
  print(line: string): void;
  /** Prints the machine's answer; silent without --json. */
  answer(document: unknown): void;
}

export interface Command {
  name: string;
  /** One French line for the list of commands. */
  summary: string;
  /** Usage lines for `maillage aide COMMANDE`. */
  usage: string[];
  options: ParseArgsOptionsConfig;
  run(context: CommandContext): Promise<void>;
}
