import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { type AccessClaims, AccessTokensService } from './access-tokens.service.js';

/** Checks the signature and the claims of a bearer token; the session guard asks for the rest. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy, 'jwt') {
  constructor(private readonly tokens: AccessTokensService) {
    super({
      ...tokens.verifyOptions(),
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: tokens.publicKey,
    });
  }

  validate(payload: unknown): AccessClaims {
    return this.tokens.checkClaims(payload);
  }
}
