import { differentEmails } from '../people.ts';
import { addressIn } from '../country-addresses.ts';
import type { Random } from '../random.ts';
import { BROWSERS } from '../user-agents.ts';

/** Somebody at the school. `lab` is the class with which they go to the computer room. */
export interface Person {
  readonly index: number;
  readonly email: string;
  readonly userId: string;
  readonly role: 'user' | 'instructor' | 'admin';
  readonly lab: number;
  readonly home: string;
  readonly phone: string;
  readonly browser: string;
  readonly hasSecondFactor: boolean;
  /** Days since they were here last, before this day. */
  readonly idleDays: number;
}

/** A school behind one address, whose phones share the addresses of a mobile network. */
export interface School {
  readonly address: string;
  readonly people: readonly Person[];
}

const CLASS_SIZE = 25;
const STAFF_SHARE = 0.1;
const MOBILE_ADDRESSES = 3;
const PHONE = BROWSERS.length - 2;

/** @param accounts whose emails the first people have; the others are made up */
export function makeSchool(random: Random, size: number, accounts: readonly string[] = []): School {
  const emails = differentEmails(random);
  const phones = Array.from({ length: MOBILE_ADDRESSES }, () => addressIn('DE', random));
  const people = Array.from({ length: size }, (_, index): Person => {
    const isStaff = index < size * STAFF_SHARE;
    return {
      index,
      email: accounts[index] ?? emails.next().value,
      userId: index.toString(16).padStart(24, '5'),
      role: index === 0 ? 'admin' : isStaff ? 'instructor' : 'user',
      lab: Math.floor(index / CLASS_SIZE),
      // the last of the staff lives over the border, as they have for years
      home: addressIn(index === Math.floor(size * STAFF_SHARE) - 1 ? 'CH' : 'DE', random),
      phone: random.pick(phones),
      browser: BROWSERS[random.below(PHONE)] ?? BROWSERS[0],
      hasSecondFactor: isStaff,
      idleDays: random.chance(0.03) ? 15 + random.below(60) : random.below(4),
    };
  });
  return { address: addressIn('DE', random), people };
}
