import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Injectable, UnauthorizedException } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, MoreThan, Repository } from 'typeorm';
import { Configuration } from '../configuration/configuration';
import type { User } from '../users/user.entity';
import { RefreshToken } from './refresh-token.entity';

/** What an access token says about its bearer. */
export interface AccessClaims {
  readonly sub: string;
  readonly role: string;
}

/** Hands out tokens and takes them back. */
@Injectable()
export class TokensService {
  constructor(
    private readonly configuration: Configuration,
    private readonly jwt: JwtService,
    @InjectRepository(RefreshToken) private readonly refreshTokens: Repository<RefreshToken>,
  ) {}

  signAccessToken(user: User): Promise<string> {
    const claims: AccessClaims = { sub: user.id, role: user.role };
    return this.jwt.signAsync(claims, { expiresIn: this.configuration.accessTokenSeconds });
  }

  /** Gives the claims of a valid access token; refuses every other text. */
  async verifyAccessToken(token: string): Promise<AccessClaims> {
    try {
      return await this.jwt.verifyAsync<AccessClaims>(token);
    } catch {
      throw new UnauthorizedException('The access token is not valid or has expired.');
    }
  }

  /** A token of a new family, unless the family is given. */
  async issueRefreshToken(userId: string, familyId: string = randomUUID()): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date(Date.now() + this.configuration.refreshTokenSeconds * 1000);
    await this.refreshTokens.insert({ userId, familyId, hash: hashOf(token), expiresAt });
    return token;
  }

  /**
   * Uses up a refresh token and tells whose it was. One statement finds and marks it, so that of several requests
   * with the same token only one succeeds. Using it a second time means that somebody has a copy: its family ends.
   */
  async useRefreshToken(token: string): Promise<{ userId: string; familyId: string }> {
    const hash = hashOf(token);
    const fresh = { hash, usedAt: IsNull(), revokedAt: IsNull(), expiresAt: MoreThan(new Date()) };
    const { affected } = await this.refreshTokens.update(fresh, { usedAt: new Date() });
    const stored = await this.refreshTokens.findOneBy({ hash });
    if (affected === 1 && stored !== null) return stored;
    throw new UnauthorizedException('The refresh token is not valid any more. Log in again.');
  }

  /** Ends the login that a refresh token belongs to. An unknown token is not worth a word. */
  async revoke(token: string): Promise<void> {
    const stored = await this.refreshTokens.findOneBy({ hash: hashOf(token) });
    if (stored !== null) await this.revokeFamily(stored.familyId);
  }

  private async revokeFamily(familyId: string): Promise<void> {
    await this.refreshTokens.update({ familyId, revokedAt: IsNull() }, { revokedAt: new Date() });
  }
}

/** A refresh token is long and random, so a fast hash without salt is enough, and it can be looked up. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
