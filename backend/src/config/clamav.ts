/** Where clamd, the server of ClamAV, listens. */
export type ScannerAddress =
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number };

/** The usual port of clamd. */
const PORT = 3310;

/** `unix:/path` or `tcp://host:port`; null where it is not set. @throws Error for anything else */
export function scannerAddressOf(value: string | undefined): ScannerAddress | null {
  if (value === undefined) return null;
  const address = parse(value);
  if (address === null) throw new Error('a value that was checked before is wrong');
  return address;
}

/** What is wrong with CLAMAV_URL; null where it is right, or not set. */
export function scannerProblem(value: string | undefined): string | null {
  if (value === undefined || parse(value) !== null) return null;
  return 'must be unix:/path/of/the/socket or tcp://host:port';
}

function parse(value: string): ScannerAddress | null {
  const path = /^unix:(?:\/\/)?(\/[^\0]+)$/.exec(value)?.[1];
  if (path !== undefined) return { kind: 'unix', path };
  // a scheme that URLs do not know would be read in another way
  if (!value.startsWith('tcp://') || !URL.canParse(value.replace('tcp:', 'http:'))) return null;
  const { hostname, port, pathname, username, search } = new URL(value.replace('tcp:', 'http:'));
  if (hostname === '' || pathname !== '/' || username !== '' || search !== '') return null;
  return { kind: 'tcp', host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? PORT : Number(port) };
}
