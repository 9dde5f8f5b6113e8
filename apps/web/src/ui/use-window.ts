import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useRef } from 'react';
import { useIsPrinting } from './use-is-printing.ts';

/** Below so many rows everything is in the page: nothing scrolls inside it. */
const LONG = 80;

interface RowsInView {
  /** Rows to draw, from `first` on. */
  first: number;
  count: number;
  /** Pixels that stand for the rows that are not drawn. */
  above: number;
  below: number;
  /** True: the zone scrolls by itself, and tells how many rows there are in all. */
  isLong: boolean;
  scroller(element: HTMLElement | null): void;
  /** For each row drawn, which also says its `data-index`: rows are as high as their text. */
  measure: ((element: HTMLElement | null) => void) | undefined;
}

/** The rows of a long list that are in view, all of them on paper. `rowHeight` and `gap` are in pixels, the former as a first guess. */
export function useWindow({ count, rowHeight, gap = 0 }: { count: number; rowHeight: number; gap?: number }): RowsInView {
  const zone = useRef<HTMLElement>(null);
  const scroller = useCallback((element: HTMLElement | null) => {
    zone.current = element;
  }, []);
  const isPrinting = useIsPrinting();
  const isLong = count > LONG && !isPrinting;
  const virtual = useVirtualizer({
    count,
    gap,
    enabled: isLong,
    getScrollElement: () => zone.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialRect: { width: 800, height: 640 },
  });
  if (!isLong) return { first: 0, count, above: 0, below: 0, isLong, scroller, measure: undefined };
  const items = virtual.getVirtualItems();
  return {
    first: items[0]?.index ?? 0,
    count: items.length,
    above: items[0]?.start ?? 0,
    below: Math.max(0, virtual.getTotalSize() - (items.at(-1)?.end ?? 0)),
    isLong,
    scroller,
    measure: virtual.measureElement,
  };
}
