import type { mongo } from 'mongoose';
import type { Migration } from './migration.js';

interface NamedUser {
  readonly _id: mongo.ObjectId;
  readonly firstName?: string;
  readonly lastName?: string;
}

const BATCH = 500;

/**
 * From 0.1 to identity. Accounts get the fields that they did not have: whoever made them vouched for their email, and all
 * of them have a password. Sessions without limits and secrets of their own end; the refresh tokens go, since sessions
 * hold what is needed (docs/adr/0009).
 */
export const identity: Migration = {
  id: '2026-11-20-identity',
  async run(database) {
    const users = database.collection('users');
    await users.updateMany({ emailVerifiedAt: { $exists: false } }, [{ $set: { emailVerifiedAt: '$createdAt' } }]);
    const fields = {
      hasPassword: true,
      mustChangePassword: false,
      secondFactorEnabled: false,
      passwordChangedAt: null,
      deleteAfter: null,
      signInCountries: [],
    };
    for (const [field, value] of Object.entries(fields)) {
      await users.updateMany({ [field]: { $exists: false } }, { $set: { [field]: value } });
    }
    await addNameKeys(users as unknown as mongo.Collection<NamedUser>);
    await database
      .collection('sessions')
      .updateMany(
        { secretHash: { $exists: false }, revokedAt: null },
        { $set: { revokedAt: new Date(), revokeReason: 'revoked' } },
      );
    const [gone] = await database.listCollections({ name: 'refresh_tokens' }).toArray();
    if (gone !== undefined) await database.collection('refresh_tokens').drop();
  },
};

async function addNameKeys(users: mongo.Collection<NamedUser>): Promise<void> {
  for (;;) {
    const some = await users
      .find({ firstNameKey: { $exists: false } })
      .project<NamedUser>({ firstName: 1, lastName: 1 })
      .limit(BATCH)
      .toArray();
    if (some.length === 0) return;
    await users.bulkWrite(
      some.map(({ _id, firstName = '', lastName = '' }) => ({
        updateOne: {
          filter: { _id },
          update: { $set: { firstNameKey: nameKey(firstName), lastNameKey: nameKey(lastName) } },
        },
      })),
      { ordered: false },
    );
  }
}

function nameKey(name: string): string {
  const plain = name.normalize('NFKC').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFC');
  return plain.trim().replace(/\s+/gu, ' ');
}
