import type { Announcement, AnnouncementListQuery } from '@classy-book/contracts/community';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../../common/http/request-context.js';
import { AppError } from '../../common/response/app-error.js';
import { Page } from '../../common/response/page.js';
import { fullNameOf } from '../../common/text/full-name.js';
import { AvatarLinksService } from '../../security/users/avatar-links.service.js';
import { UserDirectoryService } from '../../security/users/user-directory.service.js';
import type { Account } from '../../security/users/users.service.js';
import { CoursesPort } from '../courses/courses.port.js';
import { EnrolmentsPort } from '../enrolments/enrolments.port.js';
import { AnnouncementRepository } from './announcement.repository.js';
import type { AnnouncementDocument } from './announcement.schema.js';

/** The announcements of a course, for those who are in it. */
@Injectable()
export class AnnouncementListService {
  constructor(
    private readonly announcements: AnnouncementRepository,
    private readonly courses: CoursesPort,
    private readonly enrolments: EnrolmentsPort,
    private readonly directory: UserDirectoryService,
    private readonly avatars: AvatarLinksService,
  ) {}

  /**
   * One page, newest first.
   * @param reference of the course: its id, its slug or a former slug
   * @throws AppError NOT_FOUND, ENROLMENT_REQUIRED
   */
  async list(
    reference: string,
    query: AnnouncementListQuery,
    reader: Pick<Principal, 'userId' | 'permissions'>,
  ): Promise<Page<Announcement>> {
    const course = await this.courses.find(reference);
    const teaches = course !== null && this.courses.teaches(course, reader);
    if (course === null || (course.state === 'draft' && !teaches)) {
      throw new AppError('NOT_FOUND', 'There is no such course, or it is not open to you.');
    }
    if (!teaches) await this.enrolments.requireReader(course.id, reader.userId);
    return await this.page(course.id, query, reader.userId);
  }

  /** One page for who teaches the course. @throws AppError NOT_FOUND */
  async listTaught(
    courseId: string,
    query: AnnouncementListQuery,
    teacher: Pick<Principal, 'userId' | 'permissions'>,
  ): Promise<Page<Announcement>> {
    return await this.page((await this.courses.requireTaught(courseId, teacher)).id, query, teacher.userId);
  }

  async describeOne(document: AnnouncementDocument, readerId: string): Promise<Announcement> {
    return this.toAnnouncement(document, await this.peopleOf([document]), readerId);
  }

  private async page(
    courseId: string,
    { cursor, limit }: AnnouncementListQuery,
    readerId: string,
  ): Promise<Page<Announcement>> {
    const found = await this.announcements.page(courseId, cursor, limit + 1);
    const people = await this.peopleOf(found);
    const shown = found.map((document) => this.toAnnouncement(document, people, readerId));
    return Page.from(shown, limit, ({ id }) => id);
  }

  private async peopleOf(documents: readonly AnnouncementDocument[]): Promise<ReadonlyMap<string, Account>> {
    const ids = documents.flatMap(({ authorId }) => (authorId === null ? [] : [authorId.toHexString()]));
    return await this.directory.findByIds(ids);
  }

  // the name of an account that is gone is empty
  private toAnnouncement(
    { _id, authorId, title, html, at }: AnnouncementDocument,
    people: ReadonlyMap<string, Account>,
    readerId: string,
  ): Announcement {
    const person = authorId === null ? undefined : people.get(authorId.toHexString());
    const author = person === undefined ? '' : fullNameOf(person.profile);
    const avatarUrl = this.avatars.of(person, readerId);
    return { id: _id.toHexString(), title, html, author, avatarUrl, at: at.toISOString() };
  }
}
