/** Holds the place of what is being read, at its final height, so that nothing jumps. */
export function Skeleton({ height, label }: { height: string; label: string }) {
  return (
    <div className="skeleton" style={{ height }} role="status">
      <span className="visually-hidden">{label}</span>
    </div>
  );
}
