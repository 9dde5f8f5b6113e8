/** The drawing of `public/icon.svg`, in the page itself: as a picture it would be a document of its own, opened before the words. */
export function BrandMark() {
  return (
    <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <rect width="32" height="32" rx="6" fill="#0b5a62" />
      <g stroke="#fff" strokeWidth="1.8" fill="#fff">
        <path d="M8 10 22 7M8 10l5 13M22 7l3 13M13 23l12-3M8 10l17 10M22 7 13 23" fill="none" />
        <circle cx="8" cy="10" r="2.4" />
        <circle cx="22" cy="7" r="2.4" />
        <circle cx="13" cy="23" r="2.4" />
        <circle cx="25" cy="20" r="2.4" />
      </g>
    </svg>
  );
}
