/** The query of an address of a page, in the one form in which it is kept: names in order, percent-encoded. */
export function queryOf(url: string): string {
  const [, rest = ''] = url.split('?', 2);
  const params = new URLSearchParams(rest.split('#', 1)[0]);
  params.sort();
  return params.toString();
}

/** The address of the same page with another query. */
export function withQuery(url: string, query: string): string {
  const [path = ''] = url.split(/[?#]/, 1);
  return query === '' ? path : `${path}?${query}`;
}
