import type { MapLibreMap } from 'maplibre-gl';

/** Between two looks at whether the drawing has ended. */
const LOOK_EVERY_MILLISECONDS = 4;

/** What the reader sees of a map. */
export interface MapPicture {
  /** Called within a `render` of the map: acts once what was rendered there, or something newer, is on the page. */
  whenShown(act: () => void): void;
}

/** With a graphics card, a map is on the page as soon as it is rendered. */
export const DIRECT_PICTURE: MapPicture = { whenShown: (act) => act() };

/**
 * Without a graphics card, a drawing takes a tenth of a second, and the page that shows it waits for its end: no key, no click is
 * answered meanwhile. Here the drawing is not seen itself; when it has ended, a picture of it is put over it. A drawing whose
 * view moved is waited for, as names and marks of the page have moved already. One drawing at a time: those that are asked for
 * meanwhile, as tiles come in, are one drawing once it has ended.
 */
export function showOnceDrawn(map: MapLibreMap): MapPicture {
  const drawing = map.getCanvas();
  const gl = drawing.getContext('webgl2');
  const picture = document.createElement('canvas');
  const brush = picture.getContext('2d');
  if (gl === null || brush === null) return DIRECT_PICTURE;
  picture.className = 'map-picture';
  picture.setAttribute('aria-hidden', 'true');
  drawing.after(picture);
  // Still there for the pointer, the keyboard and those who listen to the page.
  drawing.style.opacity = '0';

  let shownView: string | null = null;
  let end: WebGLSync | null = null;
  let waiting: (() => void)[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const repaint = map.triggerRepaint.bind(map);
  let isAskedAgain = false;
  map.triggerRepaint = () => {
    if (end === null) repaint();
    else isAskedAgain = true;
  };
  const forget = () => {
    clearTimeout(timer);
    gl.deleteSync(end);
    end = null;
  };
  const show = () => {
    forget();
    // A drawer that is lost and comes back draws anew: until then the last picture stays.
    if (!gl.isContextLost()) {
      if (picture.width !== drawing.width || picture.height !== drawing.height) {
        picture.width = drawing.width;
        picture.height = drawing.height;
      }
      brush.clearRect(0, 0, picture.width, picture.height);
      brush.drawImage(drawing, 0, 0);
      shownView = viewOf(map);
    }
    for (const act of waiting.splice(0)) act();
    if (isAskedAgain) repaint();
    isAskedAgain = false;
  };
  const look = () => {
    if (end === null) return;
    if (gl.isContextLost() || gl.getSyncParameter(end, gl.SYNC_STATUS) === gl.SIGNALED) show();
    else timer = setTimeout(look, LOOK_EVERY_MILLISECONDS);
  };
  map.on('render', () => {
    if (shownView !== null && shownView !== viewOf(map)) return show();
    forget();
    end = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    gl.flush();
    look();
  });
  map.once('remove', () => {
    forget();
    waiting = [];
  });
  return {
    whenShown(act) {
      if (end === null) act();
      else waiting.push(act);
    },
  };
}

/** The same for two drawings that lay the same ground at the same place. */
function viewOf(map: MapLibreMap): string {
  const { width, height } = map.getCanvas();
  return [map.getCenter().toArray(), map.getZoom(), width, height].join();
}
