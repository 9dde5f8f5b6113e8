/** The parameters of the runs made from a folder stand in the folder itself, under this name. */
export const PARAMETERS_FILE = 'parametres.json';
/** The declaration of the atlas that a Département writes for itself. */
export const ATLAS_FILE = 'atlas.json';
