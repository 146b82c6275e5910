import { Module } from '@nestjs/common';
import { HtmlCleanerService } from './html-cleaner.service.js';

@Module({ providers: [HtmlCleanerService], exports: [HtmlCleanerService] })
export class SanitizationModule {}
