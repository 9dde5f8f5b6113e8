/**
 * The error of an estimated minute, measured out of sample on the Isère matrix by scripts/calibrate-estimate.ts and shown
 * beside every figure made of it. The method note « temps-de-trajet » gives the whole table.
 */
export const ISERE_ERROR_SENTENCE =
  'Temps estimé à vol d’oiseau, sans réseau routier. Mesuré hors échantillon sur l’Isère (512 communes, OSRM 2021) : l’erreur médiane reste sous 1 minute dans chaque tranche de distance jusqu’à 25 km ; l’erreur absolue moyenne est de 2 min jusqu’à 3 km, 3 min jusqu’à 6 km, 4 min jusqu’à 10 km, 6 min jusqu’à 15 km et 7 min jusqu’à 25 km.';
