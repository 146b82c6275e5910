import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Server } from 'node:http';
import { isIP } from 'node:net';
import { APP_CONFIG, type AppConfig } from '../../config/app-config.js';

/**
 * What passkeys are bound to (WebAuthn, section 5.1.2): the host name of the public address. They are made and used on
 * pages of known origins only; what a request says of itself is never believed.
 */
@Injectable()
export class RelyingParty {
  readonly name = 'Classy Book';
  /** The RP ID. */
  readonly id: string;
  /** False where browsers would refuse: an IP address, or plain http on anything but localhost. */
  readonly available: boolean;

  constructor(
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    private readonly adapter: HttpAdapterHost,
  ) {
    const { hostname, protocol } = new URL(config.server.publicUrl);
    this.id = hostname;
    const isAddress = isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
    this.available = !isAddress && (protocol === 'https:' || hostname === 'localhost');
  }

  /** The origins of our own pages. In a local start the server may listen on another port than it was told to. */
  origins(): string[] {
    const { publicUrl, allowedOrigins } = this.config.server;
    const port = this.config.production || this.id !== 'localhost' ? null : this.listeningPort();
    return [publicUrl, ...allowedOrigins, ...(port === null ? [] : [`http://localhost:${String(port)}`])];
  }

  private listeningPort(): number | null {
    const server = this.adapter.httpAdapter.getHttpServer() as Server;
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : null;
  }
}
