import { Injectable, type OnModuleInit } from '@nestjs/common';
import { readingsOf, SPRAYED_WORDS } from './common-guess.js';

/**
 * The 49,000 passwords that attackers try first, as a package brings them along: nothing is asked of the network. They
 * are loaded when the process starts, and take about 4 MB.
 */
@Injectable()
export class CommonPasswordsService implements OnModuleInit {
  private list: ReadonlySet<string> = new Set();

  async onModuleInit(): Promise<void> {
    const { dictionary } = await import('@zxcvbn-ts/language-common');
    this.list = new Set([...dictionary['passwords-common'], ...SPRAYED_WORDS]);
  }

  /** @param password in lower case */
  includes(password: string): boolean {
    return this.list.has(password);
  }

  /**
   * True where what was typed at a sign-in is one of those passwords, as it is or dressed up: `Password1`, `Spring2026!`.
   * Every text costs the same few look-ups.
   */
  isGuess(typed: string): boolean {
    const [whole, base] = readingsOf(typed);
    const isBase = this.list.has(base);
    return this.list.has(whole) || isBase;
  }
}
