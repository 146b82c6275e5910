import type { Translation } from '@jsverse/transloco';
import auditAr from '../../../../public/i18n/audit/ar.json';
import auditEn from '../../../../public/i18n/audit/en.json';
import blockedAr from '../../../../public/i18n/blocked/ar.json';
import blockedEn from '../../../../public/i18n/blocked/en.json';
import notificationsAr from '../../../../public/i18n/notifications/ar.json';
import notificationsEn from '../../../../public/i18n/notifications/en.json';
import rulesAr from '../../../../public/i18n/rules/ar.json';
import rulesEn from '../../../../public/i18n/rules/en.json';
import incidentsAr from '../../../../public/i18n/incidents/ar.json';
import incidentsEn from '../../../../public/i18n/incidents/en.json';
import deskAr from '../../../../public/i18n/desk/ar.json';
import deskEn from '../../../../public/i18n/desk/en.json';
import insightsAr from '../../../../public/i18n/insights/ar.json';
import insightsEn from '../../../../public/i18n/insights/en.json';
import monitoringAr from '../../../../public/i18n/monitoring/ar.json';
import monitoringEn from '../../../../public/i18n/monitoring/en.json';
import overviewAr from '../../../../public/i18n/overview/ar.json';
import overviewEn from '../../../../public/i18n/overview/en.json';
import storageAr from '../../../../public/i18n/storage/ar.json';
import storageEn from '../../../../public/i18n/storage/en.json';
import usersAr from '../../../../public/i18n/users/ar.json';
import usersEn from '../../../../public/i18n/users/en.json';
import webhooksAr from '../../../../public/i18n/webhooks/ar.json';
import webhooksEn from '../../../../public/i18n/webhooks/en.json';
import ar from '../../../../public/i18n/ar.json';
import en from '../../../../public/i18n/en.json';

/** The texts by the path under which they are loaded. */
export const deskTexts: Readonly<Record<string, Translation>> = {
  en,
  ar,
  'audit/en': auditEn,
  'audit/ar': auditAr,
  'desk/en': deskEn,
  'desk/ar': deskAr,
  'notifications/en': notificationsEn,
  'notifications/ar': notificationsAr,
  'rules/en': rulesEn,
  'rules/ar': rulesAr,
  'incidents/en': incidentsEn,
  'incidents/ar': incidentsAr,
  'insights/en': insightsEn,
  'insights/ar': insightsAr,
  'monitoring/en': monitoringEn,
  'monitoring/ar': monitoringAr,
  'overview/en': overviewEn,
  'overview/ar': overviewAr,
  'blocked/en': blockedEn,
  'blocked/ar': blockedAr,
  'storage/en': storageEn,
  'storage/ar': storageAr,
  'users/en': usersEn,
  'users/ar': usersAr,
  'webhooks/en': webhooksEn,
  'webhooks/ar': webhooksAr,
};
