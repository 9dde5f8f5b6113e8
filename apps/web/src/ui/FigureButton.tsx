import type { ReactNode } from 'react';
import { type ProvenanceTarget, useProvenanceTarget } from './provenance-address.ts';

/** A figure that opens to its provenance, by click or keyboard. */
export function FigureButton({ target, children, about }: { target: ProvenanceTarget; children: ReactNode; about: string }) {
  const { open } = useProvenanceTarget();
  return (
    <button
      type="button"
      className="text-button figure-button"
      aria-haspopup="dialog"
      onClick={() => open(target)}
      title="D’où vient ce chiffre ?"
    >
      {children}
      <span className="visually-hidden"> — {about} : d’où vient ce chiffre ?</span>
    </button>
  );
}

/** The same, in words: « D’où vient ce chiffre ? ». */
export function ProvenanceButton({ target, about }: { target: ProvenanceTarget; about: string }) {
  const { open } = useProvenanceTarget();
  return (
    <button type="button" className="text-button small no-print" aria-haspopup="dialog" onClick={() => open(target)}>
      D’où vient ce chiffre ?<span className="visually-hidden"> ({about})</span>
    </button>
  );
}
