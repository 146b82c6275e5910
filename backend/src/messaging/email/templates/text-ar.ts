import type { AlertSubject, EmailData, SecurityNotice } from '../email.port.js';
import type { LayoutWords } from './layout.js';
import type { Fact, MailTexts, Words } from './mail-text.js';

export const arabicLayout: LayoutWords = {
  locale: 'ar',
  direction: 'rtl',
  linkHint: 'إذا لم يعمل الزر، فانسخ هذا العنوان إلى متصفحك:',
  footer: 'أرسلت Classy Book هذه الرسالة لأمر يخص حسابك. لا أحد يقرأ الردود عليها.',
};

const NOT_YOU = 'إذا لم تكن أنت، فاتبع هذا الرابط: ينهي كل جلسات حسابك ويطلب كلمة مرور جديدة.';
const NOT_ASKED = 'إذا لم تطلب ذلك، فلا حاجة لفعل أي شيء.';
const NOT_ME = 'لم أكن أنا';

const MAIL_LIMIT =
  'لا تصلك من هذا النوع إلا رسالة واحدة كل ربع ساعة. اختر من صفحة الإشعارات درجة الخطورة التي تبدأ عندها الرسائل.';
const ALERTS: Readonly<Record<AlertSubject, string>> = {
  brute_force: 'تخمين كلمة المرور',
  credential_stuffing: 'تجريب بيانات مسرّبة',
  password_spraying: 'رش كلمات المرور',
  second_factor_guessing: 'تخمين العامل الثاني',
  token_reuse: 'مفتاح جلسة استُخدم مرتين',
  impossible_travel: 'سفر مستحيل',
  new_country: 'بلد جديد',
  dormant_account: 'حساب خامل استيقظ',
  scanner: 'ماسح',
  api_key_misuse: 'إساءة استخدام مفتاح API',
  privilege_change: 'تغيير صلاحيات خارج الدوام',
  mass_export: 'تصدير جماعي',
  manual: 'بلاغ يدوي',
  audit_broken: 'لم يعد سجل التدقيق سليمًا',
  webhook_disabled: 'أُوقف خطاف ويب',
};
const SEVERITIES: Readonly<Record<EmailData['desk-alert']['severity'], string>> = {
  low: 'منخفضة',
  medium: 'متوسطة',
  high: 'عالية',
  critical: 'حرجة',
};

type Change = EmailData['security-change']['what'];
const CHANGES: Readonly<Record<Change, { readonly subject: string; readonly sentence: string }>> = {
  email_changed: {
    subject: 'تم تغيير عنوان بريدك الإلكتروني',
    sentence: 'أصبح هذا العنوان عنوان البريد الإلكتروني لحسابك. سجّل الدخول به من الآن فصاعدًا.',
  },
  password_changed: {
    subject: 'تم تغيير كلمة مرورك',
    sentence: 'تم تغيير كلمة مرور حسابك، وانتهت كل الجلسات الأخرى.',
  },
  password_reset: {
    subject: 'تمت إعادة تعيين كلمة مرورك',
    sentence: 'تم تعيين كلمة مرور جديدة لحسابك، وانتهت كل الجلسات.',
  },
  totp_added: {
    subject: 'تمت إضافة تطبيق مصادقة',
    sentence: 'تمت إضافة تطبيق مصادقة إلى حسابك كعامل ثانٍ.',
  },
  passkey_added: { subject: 'تمت إضافة مفتاح مرور', sentence: 'تمت إضافة مفتاح مرور إلى حسابك.' },
  factor_removed: {
    subject: 'تمت إزالة عامل ثانٍ',
    sentence: 'تمت إزالة تطبيق مصادقة أو مفتاح مرور من حسابك.',
  },
  backup_codes_made: {
    subject: 'تم إنشاء رموز احتياطية جديدة',
    sentence: 'تم إنشاء رموز احتياطية جديدة لحسابك، ولم تعد الرموز القديمة صالحة.',
  },
  second_factor_guessed: {
    subject: 'عوامل ثانية خاطئة كثيرة',
    sentence:
      'أدخل شخص ما كلمة المرور الصحيحة لحسابك، ثم عوامل ثانية خاطئة كثيرة، ولم يدخل. إذا لم تكن أنت، فإن كلمة مرورك معروفة لغيرك.',
  },
  factors_reset: {
    subject: 'أزال أحد المسؤولين عواملك الثانية',
    sentence: 'أزال أحد المسؤولين كل العوامل الثانية من حسابك. أعد إعداد عامل جديد عند تسجيل الدخول.',
  },
  identity_linked: {
    subject: 'تم ربط طريقة أخرى لتسجيل الدخول',
    sentence: 'أصبح بإمكان حساب لدى مزود آخر تسجيل الدخول إلى حسابك.',
  },
  identity_unlinked: {
    subject: 'تم إلغاء ربط طريقة لتسجيل الدخول',
    sentence: 'لم يعد بإمكان حساب لدى مزود آخر تسجيل الدخول إلى حسابك.',
  },
  api_key_created: { subject: 'تم إنشاء مفتاح API', sentence: 'تم إنشاء مفتاح API لحسابك.' },
  role_changed: { subject: 'تم تغيير دورك', sentence: 'غيّر أحد المسؤولين دور حسابك، ومعه ما يُسمح لك به.' },
};

function hello(firstName: string, words: Words): string {
  const name = words.name(firstName);
  return name === null ? 'مرحبًا،' : `مرحبًا ${name}،`;
}

function once(expiresAt: Date, words: Words): string {
  return `يعمل الرابط مرة واحدة، حتى ${words.moment(expiresAt)}.`;
}

function facts({ at, ipAddress }: SecurityNotice, words: Words): Fact[] {
  return [
    { label: 'الوقت', value: words.moment(at) },
    ...(ipAddress === null ? [] : [{ label: 'عنوان IP', value: ipAddress }]),
  ];
}

/** The mails in Arabic. */
export const arabicTexts: MailTexts = {
  'verify-email': ({ firstName, link, expiresAt }, words) => ({
    subject: 'أكّد عنوان بريدك الإلكتروني',
    greeting: hello(firstName, words),
    paragraphs: ['أهلًا بك في Classy Book. اتبع الرابط لتثبت أن هذا العنوان لك، ثم يمكنك تسجيل الدخول.'],
    action: { label: 'تأكيد عنواني', link },
    notes: [once(expiresAt, words), 'إذا لم تسجّل، فتجاهل هذه الرسالة.'],
  }),
  'already-registered': ({ firstName, signInLink, resetLink }, words) => ({
    subject: 'لديك حساب بالفعل',
    greeting: hello(firstName, words),
    paragraphs: [
      'حاول شخص ما التسجيل في Classy Book بهذا العنوان، لكن له حسابًا بالفعل.',
      'إذا كنت أنت، فسجّل الدخول. وإذا نسيت كلمة مرورك، يمكنك تعيين كلمة جديدة.',
    ],
    action: { label: 'تسجيل الدخول', link: signInLink },
    secondAction: { label: 'تعيين كلمة مرور جديدة', link: resetLink },
    notes: ['إذا كان شخصًا آخر، فلا حاجة لفعل أي شيء: لم يتغير شيء.'],
  }),
  'reset-password': ({ firstName, link, expiresAt }, words) => ({
    subject: 'عيّن كلمة مرور جديدة',
    greeting: hello(firstName, words),
    paragraphs: ['طلب شخص ما، ربما أنت، كلمة مرور جديدة لهذا الحساب.'],
    action: { label: 'تعيين كلمة مرور جديدة', link },
    notes: [once(expiresAt, words), `${NOT_ASKED} تبقى كلمة مرورك كما هي.`],
  }),
  'confirm-new-email': ({ firstName, link, expiresAt }, words) => ({
    subject: 'أكّد عنوان بريدك الإلكتروني الجديد',
    greeting: hello(firstName, words),
    paragraphs: ['تريد استخدام هذا العنوان لحسابك في Classy Book. اتبع الرابط لإجراء التغيير.'],
    action: { label: 'استخدام هذا العنوان', link },
    notes: [once(expiresAt, words), NOT_ASKED],
  }),
  'email-changed': ({ firstName, newEmail, undoLink, expiresAt }, words) => ({
    subject: 'تم تغيير عنوان بريدك الإلكتروني',
    greeting: hello(firstName, words),
    paragraphs: [`عنوان البريد الإلكتروني لحسابك الآن هو ${words.typed(newEmail)}. سجّل الدخول به من الآن فصاعدًا.`],
    action: { label: 'التراجع عن التغيير', link: undoLink },
    notes: [
      `إذا لم تكن أنت، فتراجع عنه: يعود عنوانك القديم، وتنتهي كل الجلسات، وتعيّن كلمة مرور جديدة. ${once(expiresAt, words)}`,
    ],
  }),
  invitation: ({ invitedBy, roleTitle, link, expiresAt }, words) => ({
    subject: 'أنت مدعو إلى Classy Book',
    greeting: null,
    paragraphs: [
      `يدعوك ${words.typed(invitedBy)} إلى Classy Book. سيكون دورك: ${words.typed(roleTitle)}.`,
      'اتبع الرابط لاختيار اسمك وكلمة مرور.',
    ],
    action: { label: 'قبول الدعوة', link },
    notes: [once(expiresAt, words), 'إذا كنت لا تعرف ما هذا، فتجاهل هذه الرسالة.'],
  }),
  'course-invitation': ({ invitedBy, course, message, link, expiresAt }, words) => ({
    subject: 'أنت مدعو إلى دورة',
    greeting: null,
    paragraphs: [`يدعوك ${words.typed(invitedBy)} إلى هذه الدورة في Classy Book: ${words.typed(course)}`],
    facts: message === '' ? [] : [{ label: 'الرسالة', value: words.typed(message) }],
    action: { label: 'الانضمام إلى الدورة', link },
    notes: [
      `الدعوة لهذا العنوان وحده، وتعمل حتى ${words.moment(expiresAt)}. سجّل الدخول به، أو أنشئ حسابًا له.`,
      'إذا لم تعرف ما هذا، فتجاهل هذه الرسالة.',
    ],
  }),
  'deletion-requested': ({ firstName, deleteAfter, cancelLink }, words) => ({
    subject: 'سيُحذف حسابك',
    greeting: hello(firstName, words),
    paragraphs: [
      `طلبت حذف حسابك. سيُحذف مع كل ما فيه في ${words.moment(deleteAfter)}.`,
      'حتى ذلك الحين يمكنك تغيير رأيك: سجّل الدخول وألغِ الحذف.',
    ],
    action: { label: 'تسجيل الدخول للإلغاء', link: cancelLink },
    notes: ['إذا لم تكن أنت، فسجّل الدخول وألغِ الحذف وغيّر كلمة مرورك.'],
  }),
  'account-deleted': ({ firstName }, words) => ({
    subject: 'تم حذف حسابك',
    greeting: hello(firstName, words),
    paragraphs: ['تم حذف حسابك في Classy Book وكل ما يخصه. هذه آخر رسالة عنه.'],
    notes: [],
  }),
  'unfamiliar-sign-in': (data, words) => ({
    subject: data.newCountry ? 'تسجيل دخول من بلد جديد' : 'تسجيل دخول من جهاز جديد',
    greeting: hello(data.firstName, words),
    paragraphs: [
      data.newCountry
        ? 'سُجّل الدخول إلى حسابك من بلد لم يُستخدم فيه من قبل.'
        : 'سُجّل الدخول إلى حسابك من جهاز لم يُستخدم عليه من قبل.',
    ],
    facts: [
      { label: 'الجهاز', value: words.typed(data.device) },
      ...(data.country === null ? [] : [{ label: 'البلد', value: words.country(data.country) }]),
      ...facts(data, words),
    ],
    notes: ['إذا كنت أنت، فلا حاجة لفعل أي شيء.', NOT_YOU],
    secondAction: { label: NOT_ME, link: data.disownLink },
  }),
  'desk-alert': ({ firstName, what, severity, number, worse, at, more, link }, words) => ({
    subject: `${ALERTS[what]} (${number === null ? '' : `الحادث ${String(number)}، `}الخطورة: ${SEVERITIES[severity]})`,
    greeting: hello(firstName, words),
    paragraphs: [
      worse ? 'ازدادت خطورة أحد الحوادث.' : 'لدى مكتب الأمن ما يحتاج إلى نظرك.',
      ...(more === 0 ? [] : [`وحدث غير ذلك منذ الرسالة السابقة، وعدده: ${String(more)}.`]),
    ],
    facts: [
      { label: 'الأمر', value: ALERTS[what] },
      { label: 'الخطورة', value: SEVERITIES[severity] },
      { label: 'الوقت', value: words.moment(at) },
    ],
    action: { label: 'عرض التفاصيل', link },
    notes: [MAIL_LIMIT],
  }),
  'desk-alerts': ({ firstName, count, severity, link }, words) => ({
    subject: `تنبيهات مكتب الأمن منذ الرسالة السابقة: ${String(count)}`,
    greeting: hello(firstName, words),
    paragraphs: [
      `عدد التنبيهات التي وصلت إلى مكتب الأمن منذ الرسالة السابقة: ${String(count)}. أعلى درجة خطورة بينها: ${SEVERITIES[severity]}.`,
    ],
    action: { label: 'عرض الحوادث', link },
    notes: [MAIL_LIMIT],
  }),
  'account-locked': (data, words) => ({
    subject: 'حسابك مقفل مؤقتًا',
    greeting: hello(data.firstName, words),
    paragraphs: [
      data.byAdministrator
        ? 'أقفل أحد المسؤولين حسابك.'
        : 'أُقفل حسابك بسبب كثرة كلمات المرور الخاطئة. قد تتمكن الأجهزة التي استخدمتها من قبل من تسجيل الدخول.',
      `ينتهي القفل تلقائيًا: ${words.moment(data.lockedUntil)}.`,
    ],
    facts: data.byAdministrator ? [{ label: 'الوقت', value: words.moment(data.at) }] : facts(data, words),
    notes: data.byAdministrator
      ? ['اسأل أحد المسؤولين إذا كنت لا تعرف السبب.']
      : [
          'لم يدخل أحد بهذه الكلمات. إذا لم تكن أنت وأردت الاطمئنان، فاتبع هذا الرابط: ينهي كل جلسات حسابك ويطلب كلمة مرور جديدة.',
        ],
    ...(data.byAdministrator ? {} : { secondAction: { label: NOT_ME, link: data.disownLink } }),
  }),
  'security-change': (data, words) => ({
    subject: CHANGES[data.what].subject,
    greeting: hello(data.firstName, words),
    paragraphs: [CHANGES[data.what].sentence],
    facts: facts(data, words),
    notes: [NOT_YOU],
    secondAction: { label: NOT_ME, link: data.disownLink },
  }),
};
