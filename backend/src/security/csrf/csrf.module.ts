import { Module } from '@nestjs/common';
import { CsrfController } from './csrf.controller.js';
import { CsrfMiddleware } from './csrf.middleware.js';
import { OriginCheckMiddleware } from './origin-check.middleware.js';

@Module({
  controllers: [CsrfController],
  providers: [CsrfMiddleware, OriginCheckMiddleware],
  exports: [CsrfMiddleware, OriginCheckMiddleware],
})
export class CsrfModule {}
