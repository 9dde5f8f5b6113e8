/** What `npm audit --json` said, in a French sentence: not knowing is neither « fine » nor a failure. */
export function readAudit(json: string): { text: string; exitCode: 0 | 1 } {
  const counts = countsOf(json);
  if (counts === null) return { text: 'Non vérifié : le registre n’a pas répondu à la recherche de failles connues.', exitCode: 0 };
  const { critical = 0, high = 0, moderate = 0, low = 0 } = counts;
  const text = `Failles connues des dépendances : ${critical} critiques, ${high} graves, ${moderate} moyennes, ${low} faibles.`;
  return { text, exitCode: critical + high > 0 ? 1 : 0 };
}

function countsOf(json: string): Record<string, number> | null {
  try {
    return (JSON.parse(json) as { metadata?: { vulnerabilities?: Record<string, number> } }).metadata?.vulnerabilities ?? null;
  } catch {
    return null; // cut short, or a message of the network
  }
}
