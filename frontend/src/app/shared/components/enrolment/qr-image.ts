/** A QR code (error correction M, quiet zone of four modules as ISO/IEC 18004 asks for) as the address of a picture. */
export async function qrImage(text: string): Promise<string | null> {
  try {
    const { default: qrcode } = await import('qrcode/lib/browser.js');
    const svg = await qrcode.toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 });
    return `data:image/svg+xml,${encodeURIComponent(svg)}`;
  } catch {
    // The key to type stands beside it.
    return null;
  }
}

/** A base32 secret in groups of four, as people read it off. */
export function grouped(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ');
}
