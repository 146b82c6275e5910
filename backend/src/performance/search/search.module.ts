import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { SearchEntryRepository } from './search-entry.repository.js';
import { SEARCH_ENTRY_MODEL, searchEntrySchema } from './search-entry.schema.js';
import { SearchPort } from './search.port.js';
import { SearchService } from './search.service.js';

/** Text search over what features register. */
@Module({
  imports: [MongooseModule.forFeature([{ name: SEARCH_ENTRY_MODEL, schema: searchEntrySchema }])],
  providers: [SearchEntryRepository, SearchService, { provide: SearchPort, useExisting: SearchService }],
  exports: [SearchPort],
})
export class SearchModule {}
