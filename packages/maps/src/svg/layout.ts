/** Width of the legend beside a map, in pixels of the picture. */
export const LEGEND_WIDTH = 264;
/** Bold letters are this much wider. */
export const BOLD = 1.1;
export const MAP_PAPER = { light: '#fbfbf8', dark: '#0f191e' } as const;
export const SOFT = { light: '#46565e', dark: '#abbcc2' } as const;
