/** Pixels for one unit of the picture: sharp on a page and on paper. */
const SCALE = 2;

/** The map as PNG, drawn by the browser from its SVG. Throws when the browser cannot. */
export async function pictureFromSvg(address: string): Promise<Blob> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  const source = URL.createObjectURL(new Blob([await answer.text()], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * SCALE;
    canvas.height = image.naturalHeight * SCALE;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('pas de dessin');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob === null ? reject(new Error('pas d’image')) : resolve(blob)), 'image/png'),
    );
  } finally {
    URL.revokeObjectURL(source);
  }
}
