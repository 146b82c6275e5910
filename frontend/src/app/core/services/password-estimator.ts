import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as english } from '@zxcvbn-ts/language-en';

/** The estimate takes longer with every character; what stands behind these makes a strong password no weaker. */
const LOOKED_AT = 64;

const estimator = new ZxcvbnFactory({ dictionary: { ...common, ...english }, graphs: adjacencyGraphs });

/** How hard a password is to guess, and the key of what is weak about it (zxcvbn's own), null where nothing is. */
export interface PasswordEstimate {
  readonly score: 0 | 1 | 2 | 3 | 4;
  readonly warning: string | null;
}

/** Estimates offline, in the page. `about` are words that the owner's own would be guessed from: name and email. */
export function estimatePassword(password: string, about: readonly string[]): PasswordEstimate {
  const { score, feedback } = estimator.check(password.slice(0, LOOKED_AT), [...about]);
  return { score, warning: feedback.warning === '' ? null : (feedback.warning ?? null) };
}
