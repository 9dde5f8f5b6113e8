import { useState } from 'react';

/** The secret of the link by which the page was opened, after its « # »; taken out of the address at once, so that it stays in no history. */
export function useLinkSecret(): string | null {
  const [secret] = useState(() => {
    const found = /^#jeton=([\w-]{10,200})$/.exec(location.hash)?.[1] ?? null;
    if (found !== null) history.replaceState(history.state, '', location.pathname);
    return found;
  });
  return secret;
}
