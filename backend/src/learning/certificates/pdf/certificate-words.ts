/** The words on a certificate, in the languages of the product. */
export interface CertificateWords {
  readonly heading: string;
  readonly lead: string;
  readonly completed: string;
  readonly teachers: string;
  readonly issued: string;
  readonly validUntil: string;
  readonly code: string;
  readonly verify: string;
  readonly locale: string;
}

export const certificateWords: Readonly<Record<'en' | 'ar', CertificateWords>> = {
  en: {
    heading: 'Certificate of completion',
    lead: 'This is to certify that',
    completed: 'has completed the course',
    teachers: 'Taught by',
    issued: 'Issued',
    validUntil: 'Valid until',
    code: 'Certificate',
    verify: 'Verify it at',
    locale: 'en-GB',
  },
  ar: {
    heading: 'شهادة إتمام',
    lead: 'تُمنح هذه الشهادة إلى',
    completed: 'لإتمام متطلبات دورة',
    teachers: 'قدّم الدورة',
    issued: 'تاريخ الإصدار',
    validUntil: 'صالحة حتى',
    code: 'رقم الشهادة',
    verify: 'للتحقق منها',
    locale: 'ar-u-nu-latn',
  },
};
