import { HttpClient, HttpContext } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import type { SignInOptions } from '@classy-book/contracts/account';
import { firstValueFrom } from 'rxjs';
import { apiUrl } from './api';
import { ANONYMOUS, QUIET } from './http-context';

/**
 * Asks what the sign-in pages may offer. The answer is checked by hand: it is part of their first load, of which the
 * schemas would be a fifth.
 */
@Service()
export class SignInOptionsClient {
  private readonly http = inject(HttpClient);

  /** Rejects also where the answer is not what the contract says. */
  async ask(): Promise<SignInOptions> {
    const context = new HttpContext().set(ANONYMOUS, true).set(QUIET, true);
    const answer = await firstValueFrom(this.http.get<unknown>(apiUrl('/auth/options'), { context }));
    const data = isRecord(answer) && answer['success'] === true ? answer['data'] : null;
    if (!isOptions(data)) throw new TypeError('The answer is not what the contract says.');
    return data;
  }
}

const modes: readonly unknown[] = ['open', 'invitation', 'closed'];

function isOptions(data: unknown): data is SignInOptions {
  return (
    isRecord(data) &&
    modes.includes(data['registration']) &&
    typeof data['passkeys'] === 'boolean' &&
    typeof data['devMailbox'] === 'boolean' &&
    Array.isArray(data['providers']) &&
    data['providers'].every(isProvider)
  );
}

function isProvider(value: unknown): boolean {
  return isRecord(value) && typeof value['id'] === 'string' && typeof value['name'] === 'string';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
