/** The web addresses in a text, each once, in their order. */
export function linksOf(text: string): readonly string[] {
  return [...new Set(text.match(/https?:\/\/[^\s<>"']+/g) ?? [])];
}
