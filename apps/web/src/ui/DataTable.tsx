import './data-table.css';
import { formatNumber, MISSING_TEXT } from '@maillage/domain/format.ts';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, type ReactElement, useDeferredValue, useId, useMemo, useRef, useState } from 'react';
import { buildCsv, downloadText } from './csv.ts';
import { filterRows, sortRows, type TableColumn, type TableSort } from './table-model.ts';
import { useIsPrinting } from './use-is-printing.ts';

const ROW_HEIGHT = 37;
/** A table no longer than a sheet is printed; a longer one is a file, and the paper says where. */
const PRINTED_ROWS = 60;

interface DataTableProps<Row> {
  caption: string;
  rows: readonly Row[];
  columns: readonly TableColumn<Row>[];
  rowKey(row: Row): string;
  initialSort: TableSort;
  fileName: string;
  filterLabel: string;
  selectedKey?: string | null;
  /** What the filter holds when the table is opened. */
  initialFilter?: string;
}

/** Letters of a header that stands on one line over numbers. */
const LONG_HEADER = 14;

/**
 * A table of any length: sorted by its headers, filtered as one types, moved through with the arrows, exported as
 * it is seen. Only the rows in view are in the page; `aria-rowcount` tells the whole.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, rows, columns, rowKey, fileName } = props;
  const [sort, setSort] = useState(props.initialSort);
  const [typed, setTyped] = useState(props.initialFilter ?? '');
  const filterId = useId();
  // Letters and arrows show at once; a table of tens of thousands of rows follows when it can.
  const [asked, order] = [useDeferredValue(typed), useDeferredValue(sort)];
  const sorted = useMemo(() => sortRows(rows, columns, order), [rows, columns, order]);
  const seen = useMemo(() => filterRows(sorted, columns, asked), [sorted, columns, asked]);
  const scroller = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: seen.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    // On a narrow screen a long name takes two lines. Without a screen, rows have no height.
    measureElement: (row) => row.getBoundingClientRect().height || ROW_HEIGHT,
    initialRect: { width: 800, height: 480 },
  });
  const isShort = seen.length <= PRINTED_ROWS;
  const isWhole = useIsPrinting() && isShort;
  const items = virtual.getVirtualItems();
  const indexes = isWhole ? seen.map((_, at) => at) : items.map(({ index }) => index);
  const above = isWhole ? 0 : (items[0]?.start ?? 0);
  const below = isWhole ? 0 : virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div className="data-table">
      <div className="data-table-tools no-print">
        <div className="field">
          <label htmlFor={filterId}>{props.filterLabel}</label>
          <input id={filterId} className="input" type="search" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </div>
        <span className="small soft" role="status">
          {formatNumber(seen.length)} {seen.length > 1 ? 'lignes' : 'ligne'}
          {seen.length !== rows.length && ` sur ${formatNumber(rows.length)}`}
        </span>
        <button type="button" className="button" onClick={() => downloadText(fileName, buildCsv(seen, columns))}>
          Télécharger le tableau (CSV)
        </button>
      </div>
      <section
        className={`data-table-scroller${isShort ? '' : ' data-table-long'}`}
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a zone that scrolls must be reached by the keyboard (WCAG 2.1.1)
        tabIndex={0}
        aria-label={`${caption}, zone défilante`}
        onKeyDown={moveBetweenRows}
      >
        <table aria-rowcount={seen.length + 1}>
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <HeaderCell key={column.id} column={column} sort={sort} onSort={isWhole ? null : setSort} />
              ))}
            </tr>
          </thead>
          <tbody>
            {above > 0 && <SpacerRow height={above} columnCount={columns.length} />}
            {indexes.map((at) => {
              const row = seen[at]!;
              const key = rowKey(row);
              return (
                <BodyRow
                  key={key}
                  row={row}
                  columns={columns}
                  at={at}
                  isSelected={key === props.selectedKey}
                  measure={virtual.measureElement}
                />
              );
            })}
            {below > 0 && <SpacerRow height={below} columnCount={columns.length} />}
          </tbody>
        </table>
        {seen.length === 0 && <p className="data-table-empty">Aucune ligne ne correspond. Effacez le filtre pour tout revoir.</p>}
      </section>
      {!isShort && (
        <p className="data-table-print">Le tableau complet ({formatNumber(rows.length)} lignes) se télécharge sur cette page, en CSV.</p>
      )}
    </div>
  );
}

/** Stands for the rows out of view, so that the bar of scrolling tells the truth. */
function SpacerRow({ height, columnCount }: { height: number; columnCount: number }) {
  return (
    <tr className="data-table-spacer">
      <td colSpan={columnCount} style={{ height, padding: 0 }} />
    </tr>
  );
}

interface HeaderCellProps<Row> {
  column: TableColumn<Row>;
  sort: TableSort;
  /** Null on paper: a browser writes the head of a table on each sheet, but not the buttons that it holds. */
  onSort: ((sort: TableSort) => void) | null;
}

function HeaderCell<Row>({ column, sort, onSort }: HeaderCellProps<Row>) {
  const isSorted = sort.columnId === column.id;
  const direction = isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none';
  const className = column.kind === 'number' ? 'number' : undefined;
  const title = (
    <>
      {column.header}
      {column.unit && <span className="data-table-unit"> ({column.unit})</span>}
    </>
  );
  if (onSort === null)
    return (
      <th scope="col" className={className}>
        {title}
      </th>
    );
  return (
    <th scope="col" className={className} aria-sort={direction}>
      <button
        type="button"
        // Over short numbers, a long name would fold word by word.
        className={column.header.length > LONG_HEADER ? 'long' : undefined}
        onClick={() => onSort({ columnId: column.id, descending: isSorted ? !sort.descending : column.kind === 'number' })}
      >
        {title}
        <span aria-hidden="true" className="data-table-arrow">
          {isSorted ? (sort.descending ? '▼' : '▲') : '↕'}
        </span>
      </button>
    </th>
  );
}

interface BodyRowProps<Row> {
  row: Row;
  columns: readonly TableColumn<Row>[];
  /** Among the rows that the filter leaves, from 0. */
  at: number;
  isSelected: boolean;
  measure: (row: Element | null) => void;
}

/** Written again only when it changes: an arrow or a letter of the head shows at once, whatever the rows. */
const BodyRow = memo(function BodyRow<Row>({ row, columns, at, isSelected, measure }: BodyRowProps<Row>) {
  return (
    <tr ref={measure} data-index={at} aria-rowindex={at + 2} data-selected={isSelected || undefined}>
      {columns.map((column, index) => (
        <BodyCell key={column.id} row={row} column={column} isHeader={index === 0} />
      ))}
    </tr>
  );
}) as <Row>(props: BodyRowProps<Row>) => ReactElement; // memo forgets that it was of any row

function BodyCell<Row>({ row, column, isHeader }: { row: Row; column: TableColumn<Row>; isHeader: boolean }) {
  const value = column.cell?.(row) ?? column.value(row) ?? MISSING_TEXT;
  const shown = typeof value === 'number' && column.kind === 'number' ? formatAnyNumber(value) : value;
  const content = shown === MISSING_TEXT ? <span className="missing">{MISSING_TEXT}</span> : shown;
  const className = column.kind === 'number' ? 'number' : column.isLong ? 'wraps' : undefined;
  if (isHeader) return <th scope="row">{content}</th>;
  return <td className={className}>{content}</td>;
}

/** As French writes it, with the decimals that it has. */
const formatAnyNumber = (value: number) =>
  formatNumber(value, Number.isInteger(value) ? 0 : Math.min(3, String(value).split('.')[1]?.length ?? 0));

/** Up and down arrows go from a row's link or button to the same one of the next row. */
function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const from = document.activeElement;
  const row = from?.closest('tbody tr');
  const cell = from?.closest('th, td');
  if (!row || !cell) return;
  const next = event.key === 'ArrowDown' ? row.nextElementSibling : row.previousElementSibling;
  const target = next?.children[(cell as HTMLTableCellElement).cellIndex]?.querySelector<HTMLElement>('a, button');
  if (!target) return;
  event.preventDefault();
  target.focus();
}
