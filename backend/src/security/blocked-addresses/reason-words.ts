const MAX_WORDS = 20;
const MAX_WORD = 40;

/** The words of a reason as they are searched: lower case, without marks, each once. At most 20 of 40 characters. */
export function reasonWords(reason: string): string[] {
  const plain = reason.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return [...new Set(words.map((word) => word.slice(0, MAX_WORD)))].slice(0, MAX_WORDS);
}
