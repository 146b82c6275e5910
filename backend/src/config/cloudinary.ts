import type { v2 as Cloudinary } from 'cloudinary';
import type { CloudinaryConfig } from './app-config.js';

const ADVICE =
  'must be cloudinary://key:secret@cloud as the console shows it; a private delivery host may follow as /host, and ?folder=, ?upload_prefix=https://api-eu.cloudinary.com';
const PARAMETERS = ['folder', 'upload_prefix'];

/** What is wrong with `CLOUDINARY_URL`; null where nothing is. The value is never repeated: it holds a secret. */
export function cloudinaryProblem(value: string | undefined): string | null {
  if (value === undefined) return null;
  const account = parse(value);
  if (account === null) return ADVICE;
  const { protocol, hostname } = new URL(account.apiUrl);
  const isSafe = protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return isSafe ? null : 'must have an upload_prefix that is https, or http to this machine';
}

/** The account of `CLOUDINARY_URL`, which has no problem; null where files are kept on the disk. */
export function cloudinaryOf(value: string | undefined): CloudinaryConfig | null {
  return value === undefined ? null : parse(value);
}

/**
 * The SDK reads `CLOUDINARY_URL` by itself, and decides once, when it is imported, whether it speaks https or http. So it is imported
 * here, after it was told which; the account is told with each call. What the variable says of the secret is gone after that, for
 * processes that this one starts too.
 * @throws Error where it was imported for the other protocol before
 */
export async function importCloudinary({ apiUrl }: CloudinaryConfig): Promise<typeof Cloudinary> {
  process.env['CLOUDINARY_URL'] = `cloudinary://configured?upload_prefix=${encodeURIComponent(apiUrl)}`;
  const { v2 } = await import('cloudinary');
  const imported: unknown = v2.config().upload_prefix;
  if (typeof imported !== 'string' || new URL(imported).protocol !== new URL(apiUrl).protocol) {
    throw new Error('one process cannot use Cloudinary over http and https');
  }
  return v2;
}

function parse(value: string): CloudinaryConfig | null {
  if (!/^cloudinary:\/\//.test(value) || !URL.canParse(value)) return null;
  const { username, password, hostname, pathname, searchParams } = new URL(value);
  const names = [...searchParams.keys()];
  if (names.some((name) => !PARAMETERS.includes(name)) || new Set(names).size !== names.length) return null;
  const host = pathname.replace(/^\//, '');
  const folder = searchParams.get('folder') ?? 'classy-book';
  const prefix = searchParams.get('upload_prefix') ?? 'https://api.cloudinary.com';
  if (!/^[\w-]+$/.test(username) || !/^[\w-]+$/.test(password) || !/^[\w-]+$/.test(hostname)) return null;
  if (!/^[\w-]+(\/[\w-]+)*$/.test(folder) || !/^([\w-]+(\.[\w-]+)+)?$/.test(host)) return null;
  if (!URL.canParse(prefix) || !/^https?:$/.test(new URL(prefix).protocol)) return null;
  const apiUrl = new URL(prefix).origin;
  return {
    cloudName: hostname,
    apiKey: username,
    apiSecret: password,
    folder,
    apiUrl,
    // what stands in for the service on this machine delivers as well
    deliveryHost: apiUrl.startsWith('http:') ? new URL(apiUrl).host : host || 'res.cloudinary.com',
    isPrivateHost: host !== '',
  };
}
