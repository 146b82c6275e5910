import type { Notification } from '@classy-book/contracts/notifications';
import type { NotificationDocument } from './notification.schema.js';

/** A message as its person sees it. */
export function toNotification(document: NotificationDocument): Notification {
  return {
    id: document._id.toHexString(),
    at: document.at.toISOString(),
    kind: document.kind,
    severity: document.severity,
    incidentKind: document.incidentKind,
    facts: { ...document.facts },
    link: document.link,
    readAt: document.readAt?.toISOString() ?? null,
  };
}
