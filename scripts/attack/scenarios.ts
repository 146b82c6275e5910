import type { Scenario, Variant } from './scenario.ts';
import {
  dormantAccount,
  impossibleTravel,
  newCountry,
  secondFactorGuessing,
  tokenReuse,
} from './scenarios/break-in.ts';
import { bruteForce, credentialStuffing, passwordSpraying, slowDistributed } from './scenarios/guessing.ts';
import { massExport, privilegeChange } from './scenarios/insiders.ts';
import { apiKeyMisuse } from './scenarios/machines.ts';
import { normal } from './scenarios/people.ts';
import { scanner } from './scenarios/scanning.ts';
import { normalDay } from './scenarios/school-day.ts';

export const scenarioNames = [
  'normal',
  'normal-day',
  'brute-force',
  'credential-stuffing',
  'password-spraying',
  'slow-distributed',
  'second-factor-guessing',
  'token-reuse',
  'impossible-travel',
  'new-country',
  'dormant-account',
  'scanner',
  'api-key-misuse',
  'privilege-change',
  'mass-export',
] as const;
export type ScenarioName = (typeof scenarioNames)[number];

/** Every scenario by its name. */
export const scenarios: Readonly<Record<ScenarioName, Scenario>> = {
  normal,
  'normal-day': normalDay,
  'brute-force': bruteForce,
  'credential-stuffing': credentialStuffing,
  'password-spraying': passwordSpraying,
  'slow-distributed': slowDistributed,
  'second-factor-guessing': secondFactorGuessing,
  'token-reuse': tokenReuse,
  'impossible-travel': impossibleTravel,
  'new-country': newCountry,
  'dormant-account': dormantAccount,
  scanner,
  'api-key-misuse': apiKeyMisuse,
  'privilege-change': privilegeChange,
  'mass-export': massExport,
};

/** The variants of a scenario, the one that is played by itself first. */
export function variantNames(scenario: ScenarioName): readonly string[] {
  return Object.keys(scenarios[scenario].variants);
}

/** A variant with its name: the first where none is asked for. @throws RangeError where there is none of that name */
export function variantOf(scenario: ScenarioName, name = variantNames(scenario)[0] ?? ''): [string, Variant] {
  const variant = Object.hasOwn(scenarios[scenario].variants, name) ? scenarios[scenario].variants[name] : undefined;
  if (variant === undefined) throw new RangeError(`${scenario} has no variant ${name}`);
  return [name, variant];
}
