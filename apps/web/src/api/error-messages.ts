import { ApiFailure } from './client.ts';

/** What a reader is told when something fails: what happened, what is kept, what to do. */
export interface ErrorText {
  title: string;
  /** The server's own sentence when it names the file, the line or the mend. */
  what: string;
  kept: string;
  todo: string;
}

const RUN_KEPT = 'Le dernier calcul publié reste servi, inchangé.';
const TEXTS: Record<string, { title: string; kept: string; todo: string }> = {
  'run-not-found': { title: 'Ce calcul n’existe pas', kept: RUN_KEPT, todo: 'Revenez à l’atlas : il ouvre le calcul publié.' },
  'no-published-run': {
    title: 'Aucun calcul publié',
    kept: 'Les fichiers déjà déposés sont conservés.',
    todo: 'Ouvrez la page « Données » pour charger les sources.',
  },
  // Nothing failed and nothing is to be reassured: the server's sentence says what to do.
  'territory-not-found': { title: 'Territoire inconnu', kept: '', todo: '' },
  'figure-not-found': { title: 'Cette carte n’existe pas', kept: RUN_KEPT, todo: 'Choisissez une autre carte dans la liste de l’atlas.' },
  'source-not-found': { title: 'Source inconnue', kept: RUN_KEPT, todo: 'Rechargez la page « Données ».' },
  'file-not-found': {
    title: 'Fichier introuvable',
    kept: RUN_KEPT,
    todo: 'Vérifiez que le fichier est encore dans le dossier de données.',
  },
  'file-unreadable': {
    title: 'Fichier illisible',
    kept: RUN_KEPT,
    todo: 'Ouvrez-le dans un tableur, ou téléchargez-le à nouveau chez le producteur.',
  },
  'file-too-large': {
    title: 'Fichier trop lourd',
    kept: RUN_KEPT,
    todo: 'Placez-le directement dans le dossier de données, ou gardez le seul Département.',
  },
  'file-not-recognised': {
    title: 'Fichier non reconnu',
    kept: RUN_KEPT,
    todo: 'Comparez ses en-têtes avec le fichier attendu, ci-dessous.',
  },
  'departement-unknown': {
    title: 'Département inconnu',
    kept: RUN_KEPT,
    todo: 'Vérifiez le code du Département dans la commande de démarrage.',
  },
  'data-missing': { title: 'Données manquantes', kept: RUN_KEPT, todo: 'La page « Données » dit quelle source il faut.' },
  'parameters-invalid': { title: 'Paramètre refusé', kept: RUN_KEPT, todo: 'Corrigez le paramètre nommé, puis recommencez.' },
  'folder-locked': {
    title: 'Dossier déjà utilisé',
    kept: RUN_KEPT,
    todo: 'Un autre calcul est en cours : attendez sa fin, ou arrêtez l’autre programme.',
  },
  'job-not-found': { title: 'Travail inconnu', kept: RUN_KEPT, todo: 'Il est sans doute terminé : rechargez la page.' },
  'download-failed': {
    title: 'Téléchargement interrompu',
    kept: 'Ce qui a été reçu est conservé : le téléchargement reprendra là où il s’est arrêté.',
    todo: 'Vérifiez l’adresse et la connexion, puis recommencez, ou déposez le fichier vous-même.',
  },
  'address-refused': { title: 'Adresse refusée', kept: RUN_KEPT, todo: 'Collez une adresse publique en https.' },
  'not-allowed': {
    title: 'Action réservée',
    kept: RUN_KEPT,
    todo: 'Connectez-vous, ou ouvrez cette page depuis la machine où Maillage est démarré.',
  },
  'sheet-not-found': { title: 'Fiche inconnue', kept: 'Le plan est inchangé.', todo: 'Revenez à la liste des fiches.' },
  'edit-conflict': {
    title: 'Cette fiche a changé entre-temps',
    kept: 'Votre texte est gardé sur ce poste.',
    todo: 'Comparez les deux versions, puis enregistrez de nouveau.',
  },
  'plan-invalid': {
    title: 'Le plan se contredirait',
    kept: 'Rien n’a été écrit.',
    todo: 'Corrigez ce point, puis enregistrez de nouveau.',
  },
  'document-refused': {
    title: 'Document non produit',
    kept: RUN_KEPT,
    todo: 'Corrigez ce point, puis demandez de nouveau le document.',
  },
  usage: { title: 'Demande incomplète', kept: RUN_KEPT, todo: 'Complétez la demande, puis recommencez.' },
  unreachable: {
    title: 'Le serveur ne répond pas',
    kept: 'Ce qui est affiché reste lisible.',
    todo: 'Vérifiez que Maillage est démarré, puis réessayez.',
  },
  'unexpected-answer': {
    title: 'Réponse inattendue du serveur',
    kept: RUN_KEPT,
    todo: 'Réessayez ; si cela continue, lancez « maillage doctor ».',
  },
};

/** Any failure in French. An unknown code keeps the server's sentence. */
export function errorText(error: unknown): ErrorText {
  if (error instanceof ApiFailure) {
    const text = TEXTS[error.code];
    if (text !== undefined) return { ...text, what: error.message };
    return { title: 'La demande n’a pas abouti', what: error.message, kept: RUN_KEPT, todo: 'Réessayez.' };
  }
  return {
    title: 'La page n’a pas pu s’afficher',
    what: 'Une erreur est survenue dans cette page.',
    kept: RUN_KEPT,
    todo: 'Rechargez la page.',
  };
}
