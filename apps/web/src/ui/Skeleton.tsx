/** The heights that controls.css knows: the first page is written by the server, whose policy lets no element have a style of its own. */
export type SkeletonHeight = '120px' | '260px' | '320px' | '560px' | '20rem' | '30vh' | '40vh' | '50vh' | '60vh' | '70vh' | '80vh';

/** Holds the place of what is being read, at its final height, so that nothing jumps. */
export function Skeleton({ height, label }: { height: SkeletonHeight; label: string }) {
  return (
    <div className="skeleton" data-height={height} role="status">
      <span className="visually-hidden">{label}</span>
    </div>
  );
}
