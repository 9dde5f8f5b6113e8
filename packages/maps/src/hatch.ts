/** A square picture of red, green, blue and opacity, line after line, which repeats without a seam. */
export interface HatchPicture {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

const SIDE = 8;

/**
 * Diagonal lines for grey zones: a dark line edged by a light one, so that they show on the palest and on the darkest
 * class, on screen and on a grey print.
 */
export function drawHatch(): HatchPicture {
  const data = new Uint8ClampedArray(SIDE * SIDE * 4);
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++) {
      const step = (x + y) % SIDE;
      if (step === 0) data.set([20, 35, 43, 200], 4 * (y * SIDE + x));
      else if (step === 1) data.set([255, 255, 255, 170], 4 * (y * SIDE + x));
    }
  return { width: SIDE, height: SIDE, data };
}
