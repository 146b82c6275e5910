import { Injectable } from '@nestjs/common';

/**
 * The 49,000 passwords that attackers try first, as a package brings them along: nothing is asked of the network. They
 * are loaded when the first password is chosen, and take about 4 MB.
 */
@Injectable()
export class CommonPasswordsService {
  private list: Promise<ReadonlySet<string>> | null = null;

  /** @param password in lower case */
  async includes(password: string): Promise<boolean> {
    this.list ??= load();
    return (await this.list).has(password);
  }
}

async function load(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common']);
}
