import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AccountsModule } from '../../security/accounts/accounts.module.js';
import { UsersModule } from '../../security/users/users.module.js';
import { FileAddresses } from './file-addresses.js';
import { FileContentService } from './file-content.service.js';
import { FileDirectory } from './file-directory.js';
import { FileIntake } from './file-intake.js';
import { FileQuota } from './file-quota.js';
import { FileRemoval } from './file-removal.js';
import { FileRulesRegistry } from './file-rules-registry.js';
import { FileSweeperService } from './file-sweeper.service.js';
import { FileRepository } from './file.repository.js';
import { FILE_MODEL, fileDocumentSchema } from './file.schema.js';
import { FilesOfCoursesService } from './files-of-courses.service.js';
import { FilesOfPeopleService } from './files-of-people.service.js';
import { FilesController } from './files.controller.js';
import { FilesPort } from './files.port.js';
import { FilesService } from './files.service.js';
import { LocalStorage } from './local-storage.js';
import { Staging } from './staging.js';
import { StoragePort } from './storage.port.js';

/** Files: storage, uploads, and who gets what. */
@Module({
  imports: [AccountsModule, UsersModule, MongooseModule.forFeature([{ name: FILE_MODEL, schema: fileDocumentSchema }])],
  controllers: [FilesController],
  providers: [
    FileAddresses,
    FileContentService,
    FileDirectory,
    FileIntake,
    FileQuota,
    FileRemoval,
    FileRepository,
    FileRulesRegistry,
    FileSweeperService,
    FilesOfCoursesService,
    FilesOfPeopleService,
    FilesService,
    Staging,
    { provide: StoragePort, useClass: LocalStorage },
    { provide: FilesPort, useExisting: FilesService },
  ],
  exports: [FilesPort],
})
export class FilesModule {}
