import { useSearchParams } from 'react-router';

/** One figure of one territory: what the drawer « D’où vient ce chiffre ? » explains. */
export interface ProvenanceTarget {
  figureId: string;
  kind: string;
  code: string;
}
const PARAMETER = 'chiffre';
const SEPARATOR = '~';

/** Reads `?chiffre=figure~kind~code`; null when absent or not of that form. */
export function parseProvenanceTarget(text: string | null): ProvenanceTarget | null {
  const [figureId, kind, code, ...rest] = text?.split(SEPARATOR) ?? [];
  if (!figureId || !kind || !code || rest.length > 0) return null;
  return { figureId, kind, code };
}

/** The open drawer lives in the address: it can be shared, and « back » closes it. */
export function useProvenanceTarget() {
  const [search, setSearch] = useSearchParams();
  const target = parseProvenanceTarget(search.get(PARAMETER));
  const open = ({ figureId, kind, code }: ProvenanceTarget) =>
    setSearch((previous) => withParameter(previous, [figureId, kind, code].join(SEPARATOR)), { preventScrollReset: true });
  const close = () => setSearch((previous) => withParameter(previous, null), { preventScrollReset: true });
  return { target, open, close };
}

function withParameter(previous: URLSearchParams, value: string | null): URLSearchParams {
  const next = new URLSearchParams(previous);
  if (value === null) next.delete(PARAMETER);
  else next.set(PARAMETER, value);
  return next;
}
