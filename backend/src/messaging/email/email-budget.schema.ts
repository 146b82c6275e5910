import { Schema } from 'mongoose';

/** How many mails of a kind somebody got lately. `_id` is the kind and a hash of whom it is about. */
export interface EmailBudgetDocument {
  _id: string;
  spent: number;
  windowEndsAt: Date;
}

export const EMAIL_BUDGET_MODEL = 'EmailBudget';

export const emailBudgetSchema = new Schema<EmailBudgetDocument>(
  {
    _id: { type: String, required: true },
    spent: { type: Number, required: true },
    windowEndsAt: { type: Date, required: true },
  },
  { collection: 'email_budgets', strict: 'throw' },
);

// what was spent is forgotten when its window ends
emailBudgetSchema.index({ windowEndsAt: 1 }, { expireAfterSeconds: 0 });
