/** The languages that courses and captions are offered in first; any other is typed as a tag. */
export const commonLanguages = ['en', 'ar', 'fr', 'de', 'es', 'tr', 'fa', 'ur', 'zh', 'ru', 'pt', 'it'] as const;

/** The name of a language in the language of the reader, such as "Arabic"; the tag itself where it has none. */
export function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
