import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const FACES = {
  sans: '@expo-google-fonts/atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf',
  sansSemiBold: '@expo-google-fonts/atkinson-hyperlegible-next/600SemiBold/AtkinsonHyperlegibleNext_600SemiBold.ttf',
  sansBold: '@expo-google-fonts/atkinson-hyperlegible-next/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf',
  sansItalic: '@expo-google-fonts/atkinson-hyperlegible-next/400Regular_Italic/AtkinsonHyperlegibleNext_400Regular_Italic.ttf',
  serif: '@expo-google-fonts/source-serif-4/400Regular/SourceSerif4_400Regular.ttf',
  serifBold: '@expo-google-fonts/source-serif-4/700Bold/SourceSerif4_700Bold.ttf',
  serifItalic: '@expo-google-fonts/source-serif-4/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf',
} as const;

/** The file of one face of our typefaces (OFL-1.1, brought by npm): none is looked for on the machine. */
export const readFont = (face: keyof typeof FACES): Promise<Buffer> => readFile(require.resolve(FACES[face]));

/** What names and scales of a map are written with. */
export const readMapFonts = (): Promise<Uint8Array[]> =>
  Promise.all([readFont('sans'), readFont('sansSemiBold'), readFont('sansBold'), readFont('sansItalic')]);
