/** What a browser can draw; a picture that is larger is not worth its memory. */
const PICTURES = /^image\/(jpeg|png|webp|gif|avif)$/;
const LARGEST = 10 * 1024 * 1024;

/** An address under which a chosen picture can be shown, or null. Whoever asked for it revokes it. */
export function previewOf(file: File): string | null {
  return PICTURES.test(file.type) && file.size <= LARGEST ? URL.createObjectURL(file) : null;
}
