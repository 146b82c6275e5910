const PARTS = /^(mongodb(?:\+srv)?:\/\/)([^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/;

/**
 * The same server and the same credentials with another database.
 * @throws Error where it is no MongoDB URI
 */
export function withDatabase(uri: string, name: string): string {
  const parts = PARTS.exec(uri);
  if (parts === null) throw new Error('this is not the URI of a MongoDB server');
  const [, scheme = '', hosts = '', database = '', query = ''] = parts;
  const options = query === '' ? [] : query.split('&');
  // credentials belong to the database in the path unless the URI says otherwise, and that must not change with it
  const named = options.some((option) => option.toLowerCase().startsWith('authsource='));
  if (hosts.includes('@') && database !== '' && !named) options.push(`authSource=${database}`);
  return `${scheme}${hosts}/${name}${options.length === 0 ? '' : `?${options.join('&')}`}`;
}
