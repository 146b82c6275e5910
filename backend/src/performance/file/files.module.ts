import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { CLOUDINARY_STORAGE, CloudinaryModule } from '../../cloudinary/cloudinary.module.js';
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
import { FileDeletionService } from './desk/file-deletion.service.js';
import { FileDeskController } from './desk/file-desk.controller.js';
import { FileListRepository } from './desk/file-list.repository.js';
import { FileListsService } from './desk/file-lists.service.js';
import { FileQuotasService } from './desk/file-quotas.service.js';
import { FileSumsRepository } from './desk/file-sums.repository.js';
import { OwnFilesController } from './desk/own-files.controller.js';
import { StorageReportService } from './desk/storage-report.service.js';
import { StorageState } from './desk/storage-state.js';
import { FileNews } from './lifecycle/file-news.js';
import { FileQuotaRepository } from './lifecycle/file-quota.repository.js';
import { FILE_QUOTA_MODEL, fileQuotaSchema } from './lifecycle/file-quota.schema.js';
import { FileUpkeepRepository } from './lifecycle/file-upkeep.repository.js';
import { FILE_UPKEEP_MODEL, fileUpkeepSchema } from './lifecycle/file-upkeep.schema.js';
import { FileUpkeepService } from './lifecycle/file-upkeep.service.js';
import { FileUses } from './lifecycle/file-uses.js';
import { LeftOvers } from './lifecycle/left-overs.js';
import { UnusedFiles } from './lifecycle/unused-files.js';
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
import { FileMoveRepository } from './objects/file-move.repository.js';
import { FileMoveService } from './objects/file-move.service.js';
import { StorageHealthService } from './objects/storage-health.service.js';
import { Storages } from './objects/storages.js';
import { ResumableUploadsService } from './uploads/resumable-uploads.service.js';
import { Staging } from './uploads/staging.js';
import { TusServer } from './uploads/tus-server.js';
import { UploadCompletion } from './uploads/upload-completion.js';
import { UploadLocks } from './uploads/upload-locks.js';
import { UploadStatuses } from './uploads/upload-statuses.js';
import { UploadStore } from './uploads/upload-store.js';
import { UploadRepository } from './uploads/upload.repository.js';
import { UploadsController } from './uploads/uploads.controller.js';
import type { StoragePort } from './storage.port.js';

/** Files: storage, uploads, and who gets what. */
@Module({
  imports: [
    AccountsModule,
    CloudinaryModule,
    UsersModule,
    MongooseModule.forFeature([
      { name: FILE_MODEL, schema: fileDocumentSchema },
      { name: FILE_OBJECT_MODEL, schema: fileObjectSchema },
      { name: FILE_QUOTA_MODEL, schema: fileQuotaSchema },
      { name: FILE_UPKEEP_MODEL, schema: fileUpkeepSchema },
    ]),
  ],
  controllers: [FileDeskController, OwnFilesController, UploadsController, FilesController],
  providers: [
    FileAddresses,
    FileContentService,
    FileDeletionService,
    FileDirectory,
    FileInspector,
    FileIntake,
    FileListRepository,
    FileListsService,
    FileNews,
    FileObjectRepository,
    FileObjects,
    FileProcessing,
    FileQuota,
    FileQuotaRepository,
    FileQuotasService,
    FileRemoval,
    FileRepository,
    FileRulesRegistry,
    FileScanner,
    FileSumsRepository,
    FileSweeperService,
    FileUpkeepRepository,
    FileUpkeepService,
    FileUses,
    FilesOfCoursesService,
    FilesOfPeopleService,
    FilesService,
    ResumableUploadsService,
    Staging,
    StorageReportService,
    StorageState,
    TusServer,
    UnusedFiles,
    UploadCompletion,
    UploadLocks,
    UploadRepository,
    UploadStatuses,
    UploadStore,
    LeftOvers,
    LocalStorage,
    StorageHealthService,
    FileMoveRepository,
    FileMoveService,
    {
      provide: Storages,
      useFactory: (local: LocalStorage, cloudinary: StoragePort | null) =>
        cloudinary === null ? new Storages(local, [local]) : new Storages(cloudinary, [cloudinary, local]),
      inject: [LocalStorage, CLOUDINARY_STORAGE],
    },
    { provide: FilesPort, useExisting: FilesService },
  ],
  exports: [FilesPort, StorageHealthService],
})
export class FilesModule {}
