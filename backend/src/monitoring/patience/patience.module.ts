import { Module } from '@nestjs/common';
import { PatienceService } from './patience.service.js';

@Module({ providers: [PatienceService], exports: [PatienceService] })
export class PatienceModule {}
