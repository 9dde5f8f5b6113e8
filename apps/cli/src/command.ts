import type { ParseArgsOptionsConfig } from 'node:util';

/** What a command gets: its options as typed, and the two ways to speak. */
export interface CommandContext {
  values: Record<string, string | boolean | string[] | undefined>;
  /** What stands beside the options; always empty for a command that does not take any. */
  positionals: string[];
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
  /** True when words may stand beside the options; otherwise a stray word is a wrong usage. */
  takesPositionals?: boolean;
  run(context: CommandContext): Promise<void>;
}
