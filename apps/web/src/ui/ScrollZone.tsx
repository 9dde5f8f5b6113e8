import type { ReactNode } from 'react';

/** A zone that scrolls sideways when its table is wider than the page; the keyboard reaches it (WCAG 2.1.1). */
export function ScrollZone({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a zone that scrolls must be reached by the keyboard
    <section className="scroll-x" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
