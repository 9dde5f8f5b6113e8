import type { HtmlTagDescriptor, Plugin } from 'vite';

const READING_FONT = /atkinson-hyperlegible-next-latin-wght-normal-[^/]*\.woff2$/;

/**
 * Asks for the font of the pages with their style, not after it: the first words are drawn once, in their own letters.
 * Fails when the build no longer has that font.
 */
export function preloadFont(): Plugin {
  return {
    name: 'preload-font',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }): HtmlTagDescriptor[] => {
        const name = Object.keys(bundle).find((one) => READING_FONT.test(one));
        if (name === undefined) throw new Error('The font of the pages is not in the build.');
        return [
          { tag: 'link', injectTo: 'head', attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `/${name}` } },
        ];
      },
    },
  };
}
