import * as z from 'zod';

/** The highest page size that a list answers with. */
export const MAX_PAGE_SIZE = 100;

/** A text that holds no control characters, so that it can neither forge a log line nor end a C string. */
export function plainText(minimum: number, maximum: number) {
  return z
    .string()
    .min(minimum)
    .max(maximum)
    .refine((value) => !/\p{Cc}/u.test(value), { error: 'must not contain control characters' });
}

/** A MongoDB identifier: 24 hexadecimal digits. */
export const objectIdSchema = z.string().regex(/^[0-9a-f]{24}$/, { error: 'must be 24 hexadecimal digits' });

/** The form in which email addresses are stored and compared: NFKC, trimmed, lower case, the domain as the DNS has it (IDNA). */
function normaliseEmail(typed: string): string {
  const folded = typed.normalize('NFKC').trim().toLowerCase();
  const at = folded.lastIndexOf('@');
  const domain = folded.slice(at + 1);
  // an ASCII domain stays as it is: a URL would also accept and rewrite what is no host name, such as 0x7f.1
  if (at < 1 || !/[^ -~]/.test(domain) || !/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain)) return folded;
  const address = `http://${domain}`;
  return URL.canParse(address) ? `${folded.slice(0, at)}@${new URL(address).hostname}` : folded;
}

/**
 * An email address as it is typed: normalised first and validated afterwards, so that a look-alike of '@' or '.' cannot
 * slip past the check. At most 254 characters (RFC 5321, section 4.5.3.1).
 */
export const emailSchema = z
  .string()
  .max(320)
  .transform(normaliseEmail)
  .pipe(z.email({ error: 'must be an email address' }).max(254));

/** An IP address or a CIDR range as it is typed; the server checks and normalises it. */
export const addressOrRangeSchema = plainText(2, 64).regex(/^[0-9a-fA-F:.]+(\/\d{1,3})?$/, {
  error: 'must be an IPv4 or IPv6 address or a CIDR range such as 203.0.113.0/24',
});

/** A moment as ISO 8601 with a time zone, such as 2026-11-20T09:30:00Z. */
export const momentSchema = z.iso.datetime({ offset: true });

/** A page size from a query string: 1 to 100, 50 where it is left out. */
export const pageSizeSchema = z.coerce.number().int().min(1).max(MAX_PAGE_SIZE).default(50);

/** A list in a query string: `a,b` or a repeated parameter is not accepted, only the comma form. */
export function commaList<const T extends readonly [string, ...string[]]>(values: T) {
  return z
    .string()
    .max(500)
    .transform((value) => value.split(',').filter((part) => part !== ''))
    .pipe(z.array(z.enum(values)).max(values.length));
}

/** The forms of an export: `csv` for spreadsheets, `jsonl` (one JSON object a line) for programs. */
export const exportFormatSchema = z.enum(['csv', 'jsonl']);
export type ExportFormat = z.infer<typeof exportFormatSchema>;
