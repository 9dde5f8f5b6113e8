/** How long the editions of documents are kept. The purge and the page of documents both read it here. */
export const EDITION_RETENTION = {
  /** The last ones of each document, territory and format, whatever their age; those for partners apart from those for everybody. */
  lastCount: 5,
  /** Every edition asked for since. */
  days: 30,
} as const;

/** What the page says of it. */
export const EDITION_RETENTION_SENTENCE =
  `Éditions conservées : les ${EDITION_RETENTION.lastCount} dernières de chaque document, territoire et format, toutes celles de moins de ` +
  `${EDITION_RETENTION.days} jours, et celles que cite une décision, la procédure ou une fiche.`;
