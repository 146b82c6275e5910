import type { Random } from './random.ts';

/**
 * Networks of universities in countries far from each other, as country databases know them. Addresses of these are only
 * written into a header of requests to this machine: nothing is ever sent to them.
 */
const NETWORKS = {
  DE: ['130.149', '141.20'],
  GB: ['131.111', '129.67'],
  CH: ['129.132', '128.178'],
  JP: ['133.11', '157.82'],
  BR: ['143.107', '200.17'],
  AU: ['150.203', '129.78'],
  ZA: ['146.141', '196.21'],
} as const;

/** Countries that the simulator has addresses of, as ISO 3166-1 alpha-2. */
export type Country = keyof typeof NETWORKS;

/** Those that are more than half a day's flight away from Europe. */
export const FAR_COUNTRIES: readonly Country[] = ['JP', 'BR', 'AU', 'ZA'];

/** An address of a country. */
export function addressIn(country: Country, random: Random): string {
  return `${random.pick(NETWORKS[country])}.${String(random.below(256))}.${String(1 + random.below(254))}`;
}
