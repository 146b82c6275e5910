import { Module } from '@nestjs/common';

/** Everything that people learn and teach with: each feature is a module of its own. */
@Module({ imports: [] })
export class LearningModule {}
