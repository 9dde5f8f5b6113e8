/** What draws the map: a graphics card, the processor (remote desktops, virtual machines), or nothing. */
export type Drawer = 'card' | 'processor' | 'nothing';

/** Asked once: creating a context is not free. */
export function findDrawer(): Drawer {
  answer ??= ask();
  return answer;
}
let answer: Drawer | undefined;

const DRAWN_BY_PROCESSOR = /swiftshader|llvmpipe|softpipe|software|basic render/i;

function ask(): Drawer {
  const context = document.createElement('canvas').getContext('webgl2');
  if (context === null) return 'nothing';
  const info = context.getExtension('WEBGL_debug_renderer_info');
  const name = String(context.getParameter(info === null ? context.RENDERER : info.UNMASKED_RENDERER_WEBGL));
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return DRAWN_BY_PROCESSOR.test(name) ? 'processor' : 'card';
}
