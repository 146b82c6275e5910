import { setFileQuotaRequestSchema } from '@classy-book/contracts/file-desk';

export const quotaUnits = ['MB', 'GB'] as const;
export type QuotaUnit = (typeof quotaUnits)[number];

const MB = 1_024 * 1_024;
const MB_IN: Readonly<Record<QuotaUnit, number>> = { MB: 1, GB: 1_024 };

/** Whole megabytes; null where the text is no number, or not a whole one of megabytes. */
export function megabytesOf(amount: string, unit: QuotaUnit): number | null {
  const text = amount.trim();
  if (!/^-?\d+([.,]\d+)?$/.test(text)) return null;
  const megabytes = Number(text.replace(',', '.')) * MB_IN[unit];
  if (unit === 'MB' && !Number.isInteger(megabytes)) return null;
  return Math.round(megabytes);
}

/** Bytes as somebody would type them: in gigabytes where they come out even. */
export function typedQuota(bytes: number): { readonly amount: string; readonly unit: QuotaUnit } {
  const megabytes = Math.round(bytes / MB);
  return megabytes >= MB_IN.GB && (megabytes * 10) % MB_IN.GB === 0
    ? { amount: String(megabytes / MB_IN.GB), unit: 'GB' }
    : { amount: String(megabytes), unit: 'MB' };
}

/** What is wrong with an amount, as a key below `storage.quota.error`; null where nothing is. */
export function quotaProblem(amount: string, unit: QuotaUnit): 'required' | 'whole' | 'min' | 'max' | null {
  if (amount.trim() === '') return 'required';
  const megabytes = megabytesOf(amount, unit);
  if (megabytes === null) return 'whole';
  if (setFileQuotaRequestSchema.shape.megabytes.safeParse(megabytes).success) return null;
  return megabytes < 0 ? 'min' : 'max';
}
