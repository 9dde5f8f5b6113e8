import 'maplibre-gl/dist/maplibre-gl.css';
import './map.css';
import { useEffect, useRef } from 'react';
import { type CommuneMapHandle, type CommuneMapOptions, createCommuneMap } from './commune-map.ts';

interface CommuneMapProps extends Omit<CommuneMapOptions, 'container'> {
  selectedCode: string | null;
  label: string;
}

/** The map itself, loaded apart from the page. Drawn once; a new figure or theme changes its colours only. */
export default function CommuneMap(props: CommuneMapProps) {
  const container = useRef<HTMLElement>(null);
  const handle = useRef<CommuneMapHandle>(null);
  const latest = useRef(props);
  latest.current = props;
  const { shapes, towns, view, selectedCode } = props;
  useEffect(() => {
    const drawn = createCommuneMap({
      container: container.current!,
      shapes,
      towns,
      view: latest.current.view,
      onClick: (code, at) => latest.current.onClick(code, at),
      describe: (code) => latest.current.describe(code),
    });
    handle.current = drawn;
    drawn.select(latest.current.selectedCode);
    return () => drawn.destroy();
  }, [shapes, towns]);
  useEffect(() => handle.current?.show(view), [view]);
  useEffect(() => handle.current?.select(selectedCode), [selectedCode]);
  return <section ref={container} className="commune-map" aria-label={props.label} />;
}
