interface Spoken {
  readonly language: string;
}

/** The captions in a language, or in a variety of it. */
export function trackIn<T extends Spoken>(tracks: readonly T[], locale: string): T | undefined {
  return tracks.find(({ language }) => language === locale || language.startsWith(`${locale}-`));
}

/**
 * The language of the captions that are shown at first: what the reader chose before, also for another video (`off` is none), else that
 * of the pages. Null where none are.
 */
export function captionAtFirst(tracks: readonly Spoken[], remembered: string | null, locale: string): string | null {
  if (remembered === 'off') return null;
  const chosen = tracks.find(({ language }) => language === remembered);
  return (chosen ?? trackIn(tracks, locale))?.language ?? null;
}
