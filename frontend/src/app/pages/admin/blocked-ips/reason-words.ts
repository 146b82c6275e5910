/** The words of a text as the server looks for them: lower case, without marks. */
function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

/** True where each word that is looked for begins a word of the reason. */
export function reads(reason: string, wanted: string): boolean {
  if (wanted === '') return true;
  const words = wordsOf(reason);
  const looked = wordsOf(wanted);
  return looked.length > 0 && looked.every((word) => words.some((one) => one.startsWith(word)));
}
