/**
 * Holds the place of what is being read, at about its height, so that little jumps. Sizes are those of controls.css: the first page is
 * written by the server, whose policy lets no element have a style of its own.
 */
export function Skeleton({ size, label }: { size: 'panel' | 'table' | 'page'; label: string }) {
  return (
    <div className={`skeleton skeleton-${size}`} role="status">
      <span className="visually-hidden">{label}</span>
    </div>
  );
}
