import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AccountsModule } from '../../security/accounts/accounts.module.js';
import { SavedViewRepository } from './saved-view.repository.js';
import { SAVED_VIEW_MODEL, savedViewDocumentSchema } from './saved-view.schema.js';
import { SavedViewsOfPeopleService } from './saved-views-of-people.service.js';
import { SavedViewsController } from './saved-views.controller.js';
import { SavedViewsService } from './saved-views.service.js';

/** Filters of lists under names. */
@Module({
  imports: [AccountsModule, MongooseModule.forFeature([{ name: SAVED_VIEW_MODEL, schema: savedViewDocumentSchema }])],
  controllers: [SavedViewsController],
  providers: [SavedViewRepository, SavedViewsOfPeopleService, SavedViewsService],
})
export class SavedViewsModule {}
