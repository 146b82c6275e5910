import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AccountsModule } from '../../security/accounts/accounts.module.js';
import { UsersModule } from '../../security/users/users.module.js';
import { FileAddresses } from './serving/file-addresses.js';
import { FileContentService } from './serving/file-content.service.js';
import { FileDirectory } from './file-directory.js';
import { FileIntake } from './uploads/file-intake.js';
import { FileQuota } from './lifecycle/file-quota.js';
import { FileRemoval } from './lifecycle/file-removal.js';
import { FileRulesRegistry } from './file-rules-registry.js';
import { FileSweeperService } from './lifecycle/file-sweeper.service.js';
import { FileRepository } from './file.repository.js';
import { FILE_MODEL, fileDocumentSchema } from './file.schema.js';
import { FilesOfCoursesService } from './lifecycle/files-of-courses.service.js';
import { FilesOfPeopleService } from './lifecycle/files-of-people.service.js';
import { FilesController } from './files.controller.js';
import { FilesPort } from './files.port.js';
import { FilesService } from './files.service.js';
import { LocalStorage } from './objects/local-storage.js';
import { FileProcessing } from './uploads/file-processing.js';
import { FileInspector } from './inspection/file-inspector.js';
import { FileScanner } from './inspection/file-scanner.js';
import { FILE_OBJECT_MODEL, fileObjectSchema } from './objects/file-object.schema.js';
import { FileObjectRepository } from './objects/file-object.repository.js';
import { FileObjects } from './objects/file-objects.js';
import { Storages } from './objects/storages.js';
import { Staging } from './uploads/staging.js';

/** Files: storage, uploads, and who gets what. */
@Module({
  imports: [
    AccountsModule,
    UsersModule,
    MongooseModule.forFeature([
      { name: FILE_MODEL, schema: fileDocumentSchema },
      { name: FILE_OBJECT_MODEL, schema: fileObjectSchema },
    ]),
  ],
  controllers: [FilesController],
  providers: [
    FileAddresses,
    FileContentService,
    FileDirectory,
    FileInspector,
    FileIntake,
    FileObjectRepository,
    FileObjects,
    FileProcessing,
    FileQuota,
    FileRemoval,
    FileRepository,
    FileRulesRegistry,
    FileScanner,
    FileSweeperService,
    FilesOfCoursesService,
    FilesOfPeopleService,
    FilesService,
    Staging,
    LocalStorage,
    {
      provide: Storages,
      useFactory: (local: LocalStorage) => new Storages(local, [local]),
      inject: [LocalStorage],
    },
    { provide: FilesPort, useExisting: FilesService },
  ],
  exports: [FilesPort],
})
export class FilesModule {}
