import type { RuleId } from '@classy-book/contracts/detection';
import { apiKeyMisuse } from './api-key-misuse.js';
import { bruteForce } from './brute-force.js';
import { credentialStuffing } from './credential-stuffing.js';
import { dormantAccount } from './dormant-account.js';
import { impossibleTravel } from './impossible-travel.js';
import { massExport } from './mass-export.js';
import { newCountry } from './new-country.js';
import { passwordSpraying } from './password-spraying.js';
import { privilegeChange } from './privilege-change.js';
import type { DetectionRule } from './rule.js';
import { scanner } from './scanner.js';
import { secondFactorGuessing } from './second-factor-guessing.js';
import { tokenReuse } from './token-reuse.js';

/** All rules, in the order of the settings page. A kind of incident without a rule does not compile. */
const byId: Readonly<Record<RuleId, DetectionRule>> = {
  brute_force: bruteForce,
  credential_stuffing: credentialStuffing,
  password_spraying: passwordSpraying,
  second_factor_guessing: secondFactorGuessing,
  token_reuse: tokenReuse,
  impossible_travel: impossibleTravel,
  new_country: newCountry,
  dormant_account: dormantAccount,
  scanner,
  api_key_misuse: apiKeyMisuse,
  privilege_change: privilegeChange,
  mass_export: massExport,
};

export const detectionRules: readonly DetectionRule[] = Object.values(byId);

/** The rule of an id. */
export function ruleOf(id: RuleId): DetectionRule {
  return byId[id];
}
