import type { AuditFilter } from '@classy-book/contracts/audit';
import { mongo } from 'mongoose';
import { normaliseAddress } from '../../common/network/addresses.js';
import { refused } from '../attempts/attempt-filter.js';
import type { IdWindow } from '../attempts/id-window.js';
import type { AuditDocument } from './audit-log.schema.js';

/** A query of the log. */
export type AuditQuery = mongo.Filter<AuditDocument>;

const PERSON_ID = /^[0-9a-f]{24}$/;

/**
 * The query of a filter, without its time.
 * @param known every action there is: a group such as `account.*` stands for those of it
 * @throws AppError VALIDATION_FAILED for what is no address
 */
export function toAuditQuery(filter: AuditFilter, known: readonly string[]): AuditQuery {
  const { actor, action, resourceType, resourceId, address, requestId } = filter;
  return {
    ...(actor === undefined ? {} : actorQuery(actor)),
    ...(action === undefined || action.length === 0 ? {} : actionQuery(action, known)),
    ...(resourceType === undefined ? {} : { resourceType }),
    ...(resourceId === undefined ? {} : { resourceId }),
    ...(address === undefined ? {} : { ipAddress: readAddress(address) }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}

/** A query for the ids of a window only. */
export function withinWindow(query: AuditQuery, { from, to }: IdWindow): AuditQuery {
  return { ...query, _id: { $gte: oid(from), $lt: oid(to) } };
}

/** True where a filter may keep so many records that an index of its own is no short way to a page of them. */
export function keepsMany({ actor, action, address, requestId, resourceId }: AuditFilter): boolean {
  if (requestId !== undefined || resourceId !== undefined) return false;
  return actor !== undefined || address !== undefined || (action?.length ?? 0) > 0;
}

function oid(id: string): mongo.ObjectId {
  return mongo.ObjectId.createFromHexString(id);
}

function actorQuery(actor: string): AuditQuery {
  return PERSON_ID.test(actor) ? { 'actor.userId': actor } : { 'actor.name': actor };
}

function actionQuery(wanted: readonly string[], known: readonly string[]): AuditQuery {
  const actions = wanted.flatMap((one) =>
    one.endsWith('.*') ? known.filter((action) => action.startsWith(one.slice(0, -1))) : [one],
  );
  const distinct = [...new Set(actions)];
  return { action: distinct.length === 1 ? distinct[0] : { $in: distinct } };
}

function readAddress(text: string): string {
  const address = normaliseAddress(text.trim());
  if (address === null) throw refused('address', 'must be an IPv4 or IPv6 address');
  return address;
}
