import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { type Connection, mongo } from 'mongoose';
import { idFloor } from '../../common/ids/time-ordered-ids.js';
import { LOGIN_ATTEMPT_COLLECTION, type LoginAttemptDocument } from '../attempts/login-attempt.schema.js';

/** A network by its bounds. */
export interface Bounds {
  readonly start: string;
  readonly end: string;
}

/** Looks into the attempts for people who sign in from a network. */
@Injectable()
export class SharedNetworksRepository {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  /** True where somebody signed in from a network at `from` or later, and before `to`. */
  async hasSignIn({ start, end }: Bounds, from: Date, to: Date): Promise<boolean> {
    const attempts = this.connection.collection(
      LOGIN_ATTEMPT_COLLECTION,
    ) as unknown as mongo.Collection<LoginAttemptDocument>;
    const found = await attempts.findOne(
      {
        ipKey: start === end ? start : { $gte: start, $lte: end },
        outcome: 'succeeded',
        _id: { $gte: oid(idFloor(from.getTime())), $lt: oid(idFloor(to.getTime())) },
      },
      { projection: { _id: 1 } },
    );
    return found !== null;
  }
}

function oid(id: string): mongo.ObjectId {
  return mongo.ObjectId.createFromHexString(id);
}
