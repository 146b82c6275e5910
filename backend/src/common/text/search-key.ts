/**
 * The form in which names are searched: without case, marks and compatibility forms, so that "zoe" finds "Zoë". The same
 * for what is stored and for what is typed.
 */
export function searchKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .trim()
    .replace(/\s+/gu, ' ');
}
