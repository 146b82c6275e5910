import type { Random } from './random.ts';

const FIRST_NAMES = [
  'amina',
  'ben',
  'carla',
  'daniel',
  'elif',
  'farid',
  'grace',
  'hannah',
  'ivan',
  'julia',
  'kenji',
  'layla',
  'marta',
  'nadia',
  'omar',
  'priya',
  'quinn',
  'rosa',
  'samir',
  'tomas',
  'ursula',
  'victor',
  'wen',
  'yusuf',
  'zoe',
] as const;
const LAST_NAMES = [
  'adams',
  'bauer',
  'costa',
  'dubois',
  'eriksen',
  'fischer',
  'garcia',
  'haddad',
  'ito',
  'jansen',
  'keller',
  'larsen',
  'mansour',
  'novak',
  'okafor',
  'petrov',
  'rahman',
  'silva',
  'tanaka',
  'weber',
  'yilmaz',
  'ziegler',
] as const;
// reserved by RFC 2606: mail to them reaches nobody
const DOMAINS = ['example.com', 'example.org', 'example.net'] as const;

/** Made-up email addresses that differ from each other for as long as anybody asks. */
export function* differentEmails(random: Random): Generator<string, never> {
  for (let serial = 1; ; serial += 1) {
    const name = `${random.pick(FIRST_NAMES)}.${random.pick(LAST_NAMES)}`;
    yield `${name}${String(serial)}@${random.pick(DOMAINS)}`;
  }
}
