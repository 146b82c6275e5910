import type { Review } from '@classy-book/contracts/reviews';
import { fullNameOf } from '../../common/text/full-name.js';
import type { Account } from '../../security/users/users.service.js';
import type { ReviewDocument } from './review.schema.js';

/** A review for who reads it. Names are those that people have now; who is gone has none. */
export function toReview(
  { _id, userId, stars, text, reply, hidden, editedAt }: ReviewDocument,
  people: ReadonlyMap<string, Account>,
  readerId: string | null,
): Review {
  const nameOf = (id: string) => {
    const person = people.get(id);
    return person === undefined ? '' : fullNameOf(person.profile);
  };
  return {
    id: _id.toHexString(),
    author: nameOf(userId),
    own: userId === readerId,
    ...{ stars, text, hidden },
    reply: reply === null ? null : { text: reply.text, by: nameOf(reply.userId), at: reply.at.toISOString() },
    at: _id.getTimestamp().toISOString(),
    edited: editedAt !== null,
  };
}
