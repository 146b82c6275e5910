import { Module } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '../config/app-config.js';
import { importCloudinary } from '../config/cloudinary.js';
import { CloudinaryStorage } from './cloudinary-storage.js';

/** The injection token of the storage at Cloudinary: a `StoragePort`, or null where `CLOUDINARY_URL` is not set. */
export const CLOUDINARY_STORAGE = Symbol('CLOUDINARY_STORAGE');

/** Files at Cloudinary. Its SDK is loaded only where an account is configured. */
@Module({
  providers: [
    {
      provide: CLOUDINARY_STORAGE,
      useFactory: async ({ cloudinary }: AppConfig): Promise<CloudinaryStorage | null> => {
        return cloudinary === null ? null : new CloudinaryStorage(await importCloudinary(cloudinary), cloudinary);
      },
      inject: [APP_CONFIG],
    },
  ],
  exports: [CLOUDINARY_STORAGE],
})
export class CloudinaryModule {}
