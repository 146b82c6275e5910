import { AppError } from '../../common/response/app-error.js';
import type { TargetProblem } from './target-policy.js';

const SENTENCES: Readonly<Record<TargetProblem, string>> = {
  not_a_url: 'must be a whole URL such as https://hooks.example.org/classy',
  scheme: 'must begin with https:// or http://',
  https: 'must begin with https://',
  credentials: 'must hold no user name and no password: what arrives is signed',
  fragment: 'must hold no #',
  port: 'must have no port, 80, 443, or one from 1024 on',
  address:
    'goes to an address that is not on the internet. WEBHOOK_ALLOW_PRIVATE names private networks that are allowed',
};

/** The failure for a URL that no webhook may go to. */
export function refusedTarget(problem: TargetProblem): AppError {
  const message = SENTENCES[problem];
  return new AppError('VALIDATION_FAILED', `The address of the webhook ${message}.`, {
    details: [{ path: 'url', message }],
  });
}

/** The failure for an endpoint that is not there. */
export function noWebhook(): AppError {
  return new AppError('NOT_FOUND', 'There is no such webhook.');
}

/** The failure for a delivery that is not there. */
export function noDelivery(): AppError {
  return new AppError('NOT_FOUND', 'There is no such delivery: after 30 days they are gone.');
}

/** The failure for an endpoint that gets nothing. */
export function webhookOff(): AppError {
  return new AppError('CONFLICT', 'This webhook is switched off. Switch it on first.');
}
