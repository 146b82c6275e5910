import type { RangeRelations, SomeRanges } from '@classy-book/contracts/blocking';
import { Injectable } from '@nestjs/common';
import type { AddressRange } from '../../common/network/addresses.js';
import { AllowedRanges } from './allowed-ranges.js';
import { BlockedRanges } from './blocked-ranges.js';

const NAMED = 20;

/** What a range has to do with the other ranges in force. */
@Injectable()
export class BlockRelations {
  constructor(
    private readonly blocked: BlockedRanges,
    private readonly allowed: AllowedRanges,
  ) {}

  of(range: AddressRange): RangeRelations {
    return {
      covers: someOf(this.blocked.within(range)),
      coveredBy: this.around(range),
      allowed: someOf(this.allowed.overlapping(range)),
    };
  }

  /** The wider blocks in force that hold a range. */
  around(range: AddressRange): SomeRanges {
    return someOf(this.blocked.around(range).filter((block) => block.range !== range.cidr));
  }
}

function someOf(ranges: readonly { readonly range: string }[]): SomeRanges {
  return { count: ranges.length, ranges: ranges.slice(0, NAMED).map(({ range }) => range) };
}
