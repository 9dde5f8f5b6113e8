/**
 * The statements of a script, one by one: the extended protocol takes one at a time. Understands `--` comments
 * and `$$` bodies, which is all that our migrations use.
 */
export function splitStatements(script: string): string[] {
  const statements: string[] = [];
  let current = '';
  let inBody = false;
  for (const line of script.replaceAll(/^\s*--.*$/gm, '').split('\n')) {
    if ((line.split('$$').length - 1) % 2 === 1) inBody = !inBody;
    current += `${line}\n`;
    if (!inBody && line.trimEnd().endsWith(';')) {
      statements.push(current.trim());
      current = '';
    }
  }
  if (current.trim() !== '') statements.push(current.trim());
  return statements;
}
