import { useTheme } from './theme.ts';

interface ThemedPictureProps {
  /** Address of a picture that is drawn in either theme. */
  address: string;
  alt: string;
  className?: string;
  /** Of the drawing; 1120 × 800 by default. */
  size?: { width: number; height: number };
  /** For one of many: asked for when it comes into view, or when the page is printed. */
  isLazy?: boolean;
}

const WHOLE = { width: 1120, height: 800 };

/** A drawn map in the colours of the page; on paper always the light one, which a dark page brings besides, before it is asked to print. */
export function ThemedPicture({ address, alt, className = '', size = WHOLE, isLazy = false }: ThemedPictureProps) {
  const { shown } = useTheme();
  const common = { ...size, ...(isLazy ? { loading: 'lazy' as const } : {}) };
  return (
    <>
      <img {...common} className={shown === 'dark' ? `${className} print-only` : className} src={`${address}?theme=light`} alt={alt} />
      {shown === 'dark' && <img {...common} className={`${className} no-print`} src={`${address}?theme=dark`} alt={alt} />}
    </>
  );
}
