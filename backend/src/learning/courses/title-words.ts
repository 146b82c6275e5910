const MAX_WORDS = 30;

/**
 * A title as it is sorted and searched: without case, marks (accents, Arabic vowel signs and the hamza of an alef), tatweel
 * and compatibility forms.
 */
export function titleKey(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\u0640]/gu, '')
    .normalize('NFC')
    .trim()
    .replace(/\s+/gu, ' ');
}

/** The words of a text by which titles are found, each once. */
export function wordsOf(text: string): string[] {
  const words = titleKey(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words)].slice(0, MAX_WORDS);
}
