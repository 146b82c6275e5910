import { allowIpRequestSchema } from '@classy-book/contracts/blocking';
import type { INestApplicationContext } from '@nestjs/common';
import { NO_ORIGIN } from '../common/events/actor.js';
import { AppError } from '../common/response/app-error.js';
import { AddressCheckService } from '../security/blocked-addresses/address-check.service.js';
import { AllowedAddressesService } from '../security/blocked-addresses/allowed-addresses.service.js';

type Print = (line: string) => void;

const CALLER = { actor: { kind: 'cli' }, origin: NO_ORIGIN } as const;
const VERDICTS = {
  open: 'is let in: nothing keeps it out',
  allowed: 'is let in: it is on the allow list',
  signed_in: 'is kept out by the rules, save who is signed in already',
  nobody: 'is kept out',
} as const;

/** `allow ADDRESS [NOTE]`: puts an address or a range on the allow list. */
export async function allow(
  context: INestApplicationContext,
  [address = '', ...note]: string[],
  print: Print,
): Promise<number> {
  const request = allowIpRequestSchema.safeParse({ address, note: note.join(' ') || 'from the command line' });
  if (!request.success) throw new AppError('VALIDATION_FAILED', 'Give an address or a range, and why it is allowed.');
  const { range } = await context.get(AllowedAddressesService).add(request.data, CALLER);
  print(`${range} is on the allow list: no block keeps it out.`);
  return 0;
}

/** `check ADDRESS`: says whether it would be let in, and why; answers 1 where it would not. */
export async function check(context: INestApplicationContext, [address = '']: string[], print: Print): Promise<number> {
  const { range, verdict, blocks, allowedBy } = await context.get(AddressCheckService).check(address, CALLER);
  print(`${range} ${VERDICTS[verdict]}.`);
  if (allowedBy !== null) print(`  allowed as ${allowedBy.range}: ${allowedBy.note}`);
  for (const block of blocks) {
    const end = block.blockedUntil === null ? 'for good' : `until ${block.blockedUntil}`;
    print(`  blocked as ${block.range} ${end}, by ${block.createdBy ?? 'the rules'}: ${block.reason}`);
  }
  return verdict === 'open' || verdict === 'allowed' ? 0 : 1;
}
