import { formatDate } from '@maillage/domain/format.ts';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { useEffect } from 'react';

const PRODUCT = 'Maillage';

/**
 * Names the page in the browser's tab (WCAG 2.4.2) and at the foot of each printed sheet. Every page calls it; while its
 * name is being read, `undefined` leaves the product's.
 */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title === undefined ? PRODUCT : `${title} — ${PRODUCT}`;
    setPrintText('--print-title', title ?? PRODUCT);
  }, [title]);
}

/** Names the territory and the run at the foot of each printed sheet: a sheet that goes astray still says what it shows. */
export function usePrintedRun(run: RunSummary | undefined): void {
  useEffect(() => {
    if (run === undefined) return;
    const warning = run.fictional ? ' · données fictives' : '';
    setPrintText('--print-run', ` · ${run.departementName} · calcul ${run.id} publié le ${formatDate(run.publishedAt)}${warning}`);
  }, [run]);
}

/** The foot is drawn by the `@page` rule of base.css, which reads these. A JSON string is a CSS string too. */
function setPrintText(property: string, text: string): void {
  document.documentElement.style.setProperty(property, JSON.stringify(text));
}
