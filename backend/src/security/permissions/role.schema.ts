import { permissions, type Permission } from '@classy-book/contracts/permissions';
import { Schema } from 'mongoose';

/** A role of this installation's own; the built-in ones stand in the contracts. `_id` is its key. */
export interface RoleDocument {
  _id: string;
  title: string;
  description: string;
  permissions: Permission[];
  createdAt: Date;
  updatedAt: Date;
}

export const ROLE_MODEL = 'Role';

// few, read as a whole: no index but that of the key
export const roleDocumentSchema = new Schema<RoleDocument>(
  {
    _id: { type: String, required: true },
    title: { type: String, required: true },
    description: { type: String, default: '' },
    permissions: { type: [String], enum: permissions, required: true },
  },
  { collection: 'roles', timestamps: true, strict: 'throw' },
);
