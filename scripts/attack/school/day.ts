import { differentNetworks } from '../addresses.ts';
import type { Random } from '../random.ts';
import { BROWSERS } from '../user-agents.ts';
import type { Person, School } from './people.ts';

/**
 * Somebody comes to the sign-in page. They type the password wrong `slips` times, or the email, and then get in or give
 * up. `at` is in milliseconds since midnight.
 */
export interface Visit {
  readonly at: number;
  readonly person: Person;
  readonly address: string;
  readonly userAgent: string;
  readonly slips: number;
  readonly mistypesEmail: boolean;
  readonly givesUp: boolean;
  /** What they try instead of the password that they forgot is what everybody tries. */
  readonly triesCommon: boolean;
  /** Wrong codes of the second factor. */
  readonly wrongCodes: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const BEGINNING = 7.9 * HOUR_MS;
const LESSONS = [8.75, 9.7, 10.6, 11.5, 13.25, 14.2] as const;
const BREAKS = [9.5, 11.3, 12.5] as const;
const FORGETFUL = 5;
const RECOVERY_MS = 40 * MINUTE_MS;

/** Everybody's visits of one school day, in the order of time. */
export function visitsOf(school: School, random: Random): readonly Visit[] {
  const { address, people } = school;
  const visits: Visit[] = [];
  const come = (person: Person, at: number, from: string): void => {
    visits.push(visit(random, person, at, from));
  };
  for (const person of people) {
    if (random.chance(0.85)) come(person, BEGINNING + spread(random) * 25 * MINUTE_MS, address);
    for (const at of BREAKS)
      if (random.chance(0.12)) come(person, at * HOUR_MS + random.next() * 20 * MINUTE_MS, person.phone);
    if (random.chance(0.6)) come(person, (18 + spread(random) * 1.6) * HOUR_MS, person.home);
    if (random.chance(0.02)) come(person, (22.5 + random.next() * 1.4) * HOUR_MS, person.home);
  }
  const classes = new Set(people.map(({ lab }) => lab));
  for (const start of LESSONS) {
    const lab = random.pick([...classes]);
    for (const person of people.filter((one) => one.lab === lab)) {
      come(person, start * HOUR_MS + random.next() * 5 * MINUTE_MS, address);
    }
  }
  const forgetful = forgotten(random, school);
  // who forgot the password does not come with the right one in between
  const others = visits.filter(({ person, at }) =>
    forgetful.every((one) => one.person !== person || Math.abs(at - one.at) > RECOVERY_MS),
  );
  return [...others, ...forgetful].sort((one, other) => one.at - other.at);
}

/** People who mean somebody else, or a machine that tries a door: `at` in milliseconds since midnight. */
export interface Stranger {
  readonly at: number;
  readonly address: string;
  readonly userAgent: string;
}

/** What every machine on the internet sees on any day: single knocks, from all over. */
export function strangersOf(random: Random, count: number): readonly Stranger[] {
  const addresses = differentNetworks(random);
  return Array.from({ length: count }, () => ({
    at: Math.floor(random.next() * 24 * HOUR_MS),
    address: addresses.next().value,
    userAgent: random.pick(BROWSERS),
  })).sort((one, other) => one.at - other.at);
}

function visit(random: Random, person: Person, at: number, address: string): Visit {
  const slips = random.chance(0.1) ? (random.chance(0.2) ? 2 : 1) : 0;
  return {
    at: Math.max(0, Math.min(Math.floor(at), 24 * HOUR_MS - 1)),
    person,
    address,
    userAgent: address === person.phone ? (BROWSERS.at(-1) ?? BROWSERS[0]) : person.browser,
    slips,
    mistypesEmail: random.chance(0.01),
    givesUp: false,
    triesCommon: random.chance(0.05),
    wrongCodes: person.hasSecondFactor && random.chance(0.08) ? 1 + random.below(2) : 0,
  };
}

// after the holidays: they try what they can think of until they are locked out, and ask for a new password
function forgotten(random: Random, { address, people }: School): Visit[] {
  return random
    .shuffle(people)
    .slice(0, FORGETFUL)
    .map((person) => {
      const isAtSchool = random.chance(0.5);
      const at = isAtSchool ? 9 * HOUR_MS + random.next() * 5 * HOUR_MS : 16 * HOUR_MS + random.next() * 4 * HOUR_MS;
      const usual = visit(random, person, at, isAtSchool ? address : person.home);
      return { ...usual, slips: 5 + random.below(4), givesUp: true, triesCommon: random.chance(0.6) };
    });
}

// about -1 to 1, most of it around 0
function spread(random: Random): number {
  return (random.next() + random.next() + random.next()) / 1.5 - 1;
}
