import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection, mongo } from 'mongoose';
import { isDuplicateKey } from '../../database/database-errors.js';
import { DETECTION_RULE_COLLECTION, type DetectionRuleDocument } from './detection-rule.schema.js';

/** The queries of the collection `detection_rules`. */
@Injectable()
export class DetectionRuleRepository {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  async findAll(): Promise<DetectionRuleDocument[]> {
    return await this.rules.find().limit(100).toArray();
  }

  /** Stores a rule whose version was `before`, 0 where it was never stored; false where somebody else was faster. */
  async replace(rule: DetectionRuleDocument, before: number): Promise<boolean> {
    const { _id, ...fields } = rule;
    if (before > 0) {
      const { matchedCount } = await this.rules.updateOne({ _id, version: before }, { $set: fields });
      return matchedCount === 1;
    }
    try {
      await this.rules.insertOne(rule);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  private get rules(): mongo.Collection<DetectionRuleDocument> {
    return this.connection.collection(DETECTION_RULE_COLLECTION) as unknown as mongo.Collection<DetectionRuleDocument>;
  }
}
