import { emailSchema } from '@classy-book/contracts/primitives';

/** Addresses out of a text as people paste it: one a line, or between commas, semicolons and spaces, `Ada <ada@x.org>` too. */
export function readAddresses(text: string): { readonly emails: readonly string[]; readonly wrong: readonly string[] } {
  const emails = new Set<string>();
  const wrong: string[] = [];
  const named = [...text.matchAll(/<([^<>\s]+)>/g)].map(([, address = '']) => address);
  const rest = text.replace(/[^,;\n<>]*<[^<>\s]+>/g, ' ');
  for (const word of [...named, ...rest.split(/[\s,;،؛]+/)].filter((one) => one !== '')) {
    const parsed = emailSchema.safeParse(word);
    if (parsed.success) emails.add(parsed.data);
    else wrong.push(word);
  }
  return { emails: [...emails], wrong };
}
