import type { Course } from '@classy-book/contracts/courses';
import { mongo } from 'mongoose';
import { searchKey } from '../../../src/common/text/search-key.js';
import type { TestApp } from '../../support/app.js';
import { makeCourse, type Person } from '../../support/teaching.js';

/** A course that is published by hand, with whatever else it is to be. */
export async function openCourse(t: TestApp, teacher: Person, title: string, more: object = {}): Promise<Course> {
  const course = await makeCourse(teacher, title, []);
  const _id = mongo.ObjectId.createFromHexString(course.id);
  await t.connection
    .collection('courses')
    .updateOne({ _id }, { $set: { state: 'published', publishedAt: new Date(), summary: 'About it.', ...more } });
  return course;
}

/** Accounts that nobody signs in to; answers their ids. */
export async function addAccounts(t: TestApp, emails: readonly string[]): Promise<string[]> {
  const now = new Date();
  const accounts = emails.map((email) => {
    const firstName = email.slice(0, email.indexOf('@'));
    return {
      ...{ _id: new mongo.ObjectId(), email, passwordHash: null, hasPassword: false, firstName, lastName: 'Learner' },
      ...{ firstNameKey: searchKey(firstName), lastNameKey: 'learner', role: 'user', isPrimaryAdmin: false },
      ...{ isActive: true, lockedUntil: null, lockReason: null, lastSeenAt: null, signInCountries: [], locale: null },
      ...{ theme: null, emailVerifiedAt: now, passwordChangedAt: null, mustChangePassword: false },
      ...{ secondFactorEnabled: false, deleteAfter: null, createdAt: now, updatedAt: now },
    };
  });
  await t.connection.collection('users').insertMany(accounts);
  return accounts.map(({ _id }) => _id.toHexString());
}
