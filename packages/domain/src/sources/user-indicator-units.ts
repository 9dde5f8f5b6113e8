/** What an indicator of the user's own may count. Apart from the records: the first page asks for the manifest alone. */
export const USER_INDICATOR_UNITS = ['count', 'balance', 'ratio', 'percent', 'euros', 'years', 'km', 'index'] as const;
export type UserIndicatorUnit = (typeof USER_INDICATOR_UNITS)[number];
