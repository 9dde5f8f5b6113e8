/** The register of what is kept about people (RGPD, article 30): read by the public page, by the documentation, and by what purges. */

/** How long, in days, before what is over is forgotten. */
export const RETENTION_DAYS = {
  /** An invitation used, taken back or too old. */
  invitation: 90,
  /** Sign-ins and requests about accounts, in the journal. */
  signInJournal: 365,
  /** A document taken off its sheet. */
  removedDocument: 30,
  /** A letter written in a folder, where there is no mail server. */
  localLetter: 30,
} as const;

export interface PersonalDataProcessing {
  name: string;
  data: string;
  purpose: string;
  /** Article 6 of the RGPD. */
  legalBasis: string;
  /** Who sees it. */
  recipients: string;
  retention: string;
  /** The tables that hold it. */
  tables: readonly string[];
}

const PUBLIC_TASK = 'mission d’intérêt public (art. 6.1.e) : élaborer et suivre le schéma, loi n° 95-115, art. 26';
const SECURITY = 'obligation légale et intérêt légitime de sécurité (art. 6.1.c et f, art. 32)';

export const PERSONAL_DATA_REGISTER: readonly PersonalDataProcessing[] = [
  {
    name: 'Comptes des partenaires',
    data: 'nom, adresse électronique professionnelle, organisme, droits et parties du schéma, qui les a donnés et quand',
    purpose: 'savoir qui écrit, et n’ouvrir à chacun que sa part',
    legalBasis: PUBLIC_TASK,
    recipients: 'propriétaires du schéma ; le nom seul, pour les partenaires qui lisent ce que la personne a écrit',
    retention: 'jusqu’à l’effacement du compte, par la personne elle-même ou à sa demande',
    tables: ['auth.user', 'app.rights_grant'],
  },
  {
    name: 'Connexion',
    data: 'mot de passe haché, secret du second facteur chiffré, numéro de la personne chez le fournisseur d’identité',
    purpose: 'reconnaître la personne',
    legalBasis: SECURITY,
    recipients: 'personne : ni affiché, ni transmis',
    retention: 'jusqu’à l’effacement du compte',
    tables: ['auth.account', 'auth.two_factor'],
  },
  {
    name: 'Sessions et liens',
    data: 'date, navigateur ; empreinte des liens envoyés ; ce qu’annonce le fournisseur d’identité, le temps d’accepter une invitation. Aucune adresse IP',
    purpose: 'garder la personne connectée, lui montrer ses sessions',
    legalBasis: SECURITY,
    recipients: 'la personne elle-même',
    retention: '12 heures sans activité pour une session, 15 minutes pour un lien ; effacés le jour suivant',
    tables: ['auth.session', 'auth.verification'],
  },
  {
    name: 'Invitations',
    data: 'adresse électronique, organisme, droit proposé, qui invite',
    purpose: 'ouvrir un compte à qui doit en avoir un',
    legalBasis: PUBLIC_TASK,
    recipients: 'propriétaires du schéma',
    retention: `deux semaines pour répondre, puis ${RETENTION_DAYS.invitation} jours`,
    tables: ['app.invitation'],
  },
  {
    name: 'Ce qui est écrit dans le plan et dans les documents',
    data: 'auteur et date de chaque version, validation, commentaire, document joint, paragraphe rédigé et acte de la procédure',
    purpose: 'suivre une décision publique dans le temps, revenir en arrière',
    legalBasis: PUBLIC_TASK,
    recipients: 'partenaires qui lisent cette partie',
    retention: `la durée du schéma, puis archivage ; après effacement du compte, sous « compte effacé ». Un document retiré : ${RETENTION_DAYS.removedDocument} jours`,
    tables: [
      ...['app.plan_history', 'app.scheme_act', 'app.sheet_comment', 'app.sheet_validation', 'app.sheet_document'],
      ...['app.document_section', 'app.document_section_history'],
    ],
  },
  {
    name: 'Rappels par courriel',
    data: 'choix de les recevoir ou non, dates déjà annoncées à la personne',
    purpose: 'annoncer une échéance une fois, et à qui le veut',
    legalBasis: PUBLIC_TASK,
    recipients: 'la personne elle-même',
    retention: 'jusqu’à l’effacement du compte',
    tables: ['app.reminder_choice', 'app.reminder'],
  },
  {
    name: 'Journal des écritures',
    data: 'compte, date, adresse demandée, réponse. Rien de ce qui est tapé, aucune adresse IP',
    purpose: 'comprendre un incident, prouver qui a écrit',
    legalBasis: SECURITY,
    recipients: 'propriétaires du schéma',
    retention: `connexions et comptes : ${RETENTION_DAYS.signInJournal} jours ; écritures du plan : la durée du schéma`,
    tables: ['app.audit_entry'],
  },
];

/** The register as a Markdown table, for the documentation. */
export function registerAsMarkdown(): string {
  const head = ['Traitement', 'Données', 'But', 'Base légale', 'Qui les voit', 'Durée'];
  const rows = PERSONAL_DATA_REGISTER.map((one) => [one.name, one.data, one.purpose, one.legalBasis, one.recipients, one.retention]);
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
