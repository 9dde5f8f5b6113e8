/**
 * Version of the method as a whole: raised whenever the same inputs would give other figures. It enters the identity
 * of a run, so that a new method makes a new run and never silently changes a published one.
 */
export const ENGINE_VERSION = '0.5.0';
