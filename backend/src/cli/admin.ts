import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { prepareDatabase } from '../bootstrap.js';
import { AppError } from '../common/response/app-error.js';
import { ConfigurationError } from '../config/configuration-error.js';
import { loadConfig } from '../config/load-config.js';
import { commands } from './commands.js';

const USAGE = `A way back in, from the server itself. Every command is written to the audit log.

  npm run admin -- unblock ADDRESS          let an address or a range in again
  npm run admin -- allow ADDRESS [NOTE]     put an address or a range on the allow list, which wins over blocks
  npm run admin -- check ADDRESS            say whether an address would be let in, and why
  npm run admin -- locks [EMAIL]            list the locks in force, of every account or of one
  npm run admin -- unlock EMAIL [KIND]      lift every lock of an account, or one kind
                                            (manual, account, device, second_factor)
  npm run admin -- reset-password EMAIL     make a new password, end the account's sessions
  npm run admin -- reset-factors EMAIL      take the second factors away, end the account's sessions
  npm run admin -- create EMAIL [ROLE]      make an account (user, instructor, admin, super_admin or the key of a
                                            role of your own; default admin); its password must be replaced at
                                            the first sign-in, unless keep-password follows the role
  npm run admin -- verify-audit             check that nobody edited the audit log
  npm run admin -- rebuild-figures          add the figures of the desk up anew from the attempts
  npm run admin -- move-files STORAGE       move the bytes of all files to local (the disk) or cloudinary, while the
                                            server works; broken off, it goes on where it was`;

/** Runs one command against the database of this installation, whether the server runs or not. */
async function main(): Promise<number> {
  const [name = 'help', ...parameters] = process.argv.slice(2);
  const command = commands.get(name);
  if (command === undefined) {
    print(USAGE);
    return name === 'help' || name === '--help' ? 0 : 2;
  }
  const config = loadConfig({ ...process.env, LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent' });
  const context = await NestFactory.createApplicationContext(AppModule.with(config), {
    logger: false,
    abortOnError: false,
  });
  try {
    await prepareDatabase(context);
    return await command(context, parameters, print);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    print(error.message);
    return 1;
  } finally {
    await context.close();
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const known = error instanceof ConfigurationError;
    process.stderr.write(`${known ? error.message : `It did not work: ${String(error)}`}\n`);
    process.exitCode = 1;
  },
);
