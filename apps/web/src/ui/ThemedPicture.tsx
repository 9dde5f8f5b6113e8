import { useTheme } from './theme.ts';

interface ThemedPictureProps {
  /** Address of a picture that is drawn in either theme. */
  address: string;
  alt: string;
  className: string;
}

/** A drawn map in the colours of the page, 1120 × 800; on paper always the light one, which a dark page brings besides, before it is asked to print. */
export function ThemedPicture({ address, alt, className }: ThemedPictureProps) {
  const { shown } = useTheme();
  const size = { width: 1120, height: 800 };
  return (
    <>
      <img {...size} className={shown === 'dark' ? `${className} print-only` : className} src={`${address}?theme=light`} alt={alt} />
      {shown === 'dark' && <img {...size} className={`${className} no-print`} src={`${address}?theme=dark`} alt={alt} />}
    </>
  );
}
