/** Blocks and locks that happened within a moment, for one message instead of many. */
export interface News {
  readonly blocked: readonly string[];
  readonly locked: readonly string[];
}

export const noNews: News = { blocked: [], locked: [] };

/** Names are kept up to this many: more are only counted. */
const MAX_NAMES = 500;

export function addNews(news: News, kind: keyof News, names: readonly string[]): News {
  const all = [...new Set([...news[kind], ...names])];
  return { ...news, [kind]: all.slice(0, MAX_NAMES) };
}

/** What to say: the one thing by name, else how many. Null where nothing happened. */
export type Headline =
  | { readonly kind: 'blocked' | 'locked'; readonly name: string }
  | { readonly kind: 'several'; readonly blocked: number; readonly locked: number };

export function headlineOf(news: News): Headline | null {
  const { blocked, locked } = news;
  const [address, account] = [blocked[0], locked[0]];
  if (blocked.length + locked.length > 1) return { kind: 'several', blocked: blocked.length, locked: locked.length };
  if (address !== undefined) return { kind: 'blocked', name: address };
  return account === undefined ? null : { kind: 'locked', name: account };
}
