import { HttpStatus, Injectable, NotFoundException } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { hash } from 'bcryptjs';
import { QueryFailedError, Repository } from 'typeorm';
import { ServiceError } from '../errors/service-error';
import type { Role } from './role';
import { User } from './user.entity';

const hashingRounds = 10;
const uniqueViolation = '23505';

@Injectable()
export class UsersService {
  constructor(@InjectRepository(User) private readonly users: Repository<User>) {}

  /** Two requests at the same moment may both find the address free; the unique index decides. */
  async create({
    email,
    name,
    password,
    role,
  }: {
    email: string;
    name: string;
    password: string;
    role: Role;
  }): Promise<User> {
    const passwordHash = await hash(password, hashingRounds);
    try {
      return await this.users.save(this.users.create({ email, name, passwordHash, role }));
    } catch (error) {
      if (!(error instanceof QueryFailedError) || error.driverError.code !== uniqueViolation) throw error;
      throw new ServiceError(
        HttpStatus.CONFLICT,
        'EMAIL_TAKEN',
        'There is an account with this email address already.',
      );
    }
  }

  findByEmail(email: string): Promise<User | null> {
    return this.users.findOneBy({ email });
  }

  findById(id: string): Promise<User | null> {
    return this.users.findOneBy({ id });
  }

  list(): Promise<User[]> {
    return this.users.find({ order: { createdAt: 'DESC', id: 'DESC' } });
  }

  async changeRole(id: string, role: Role): Promise<User> {
    const user = await this.findById(id);
    if (user === null) throw new NotFoundException('There is no user with this id.');
    user.role = role;
    return this.users.save(user);
  }
}
