/** A share on a line from 0 to 100 %, with its interval when it has one. The figures stand beside it as text. */
export function IntervalBar({ value, low, high }: { value: number; low: number | null; high: number | null }) {
  return (
    <svg className="interval-bar" viewBox="0 0 200 16" preserveAspectRatio="none" aria-hidden="true">
      <line x1="0" x2="200" y1="8" y2="8" className="interval-axis" />
      <line x1="100" x2="100" y1="3" y2="13" className="interval-axis" />
      {low !== null && high !== null && <line x1={200 * low} x2={200 * high} y1="8" y2="8" className="interval-range" />}
      <rect x={200 * value - 1.5} y="2" width="3" height="12" className="interval-value" />
    </svg>
  );
}
