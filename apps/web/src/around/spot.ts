/** Degrees. */
export interface Spot {
  lon: number;
  lat: number;
}

/** A thousandth of a degree is some hundred metres: enough for minutes by car, and no one's doorstep. */
const round = (degrees: number) => Math.round(degrees * 1000) / 1000;

export const spotFromPosition = (lon: number, lat: number): Spot => ({ lon: round(lon), lat: round(lat) });

export const spotText = ({ lon, lat }: Spot): string => new URLSearchParams({ lon: String(lon), lat: String(lat) }).toString();
