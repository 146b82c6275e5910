import { access } from 'node:fs/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { emailSchema } from '@classy-book/contracts/primitives';
import { type LockKind, lockKinds, lockKindSchema } from '@classy-book/contracts/users';
import { NO_ORIGIN } from '../common/events/actor.js';
import { EventBus } from '../common/events/event-bus.js';
import { AppError } from '../common/response/app-error.js';
import { makePassword } from '../config/local-secrets.js';
import { AuditVerifierService } from '../monitoring/audit/audit-verifier.service.js';
import { VerificationRunsService } from '../monitoring/audit/verification-runs.service.js';
import { AccountLocksService } from '../security/admin-management/account-locks.service.js';
import { FactorResetService } from '../security/admin-management/factor-reset.service.js';
import { PasswordsService } from '../security/auth/passwords.service.js';
import { BlockedAddressesService } from '../security/blocked-addresses/blocked-addresses.service.js';
import { RolesService } from '../security/permissions/roles.service.js';
import { SessionsService } from '../security/sessions/sessions.service.js';
import { type Account, UsersService } from '../security/users/users.service.js';
import { moveFiles } from './move-files.js';
import { rebuildFigures } from './rebuild-figures.js';
import { allow, check } from './address-commands.js';

/** Answers with the exit code: 0 done, 1 not possible, 2 wrong use. */
type Command = (
  context: INestApplicationContext,
  parameters: string[],
  print: (line: string) => void,
) => Promise<number>;

const CALLER = { actor: { kind: 'cli' }, origin: NO_ORIGIN } as const;

const unblock: Command = async (context, [address = ''], print) => {
  await context.get(BlockedAddressesService).unblock({ address }, CALLER);
  print(`${address} may come in again.`);
  return 0;
};

const locks: Command = async (context, [typed], print) => {
  const filter = typed === undefined ? {} : { email: typed };
  await context.get(EventBus).publish('records.read', { resource: 'locks', filter, ...CALLER });
  if (typed === undefined) {
    const all = await context.get(AccountLocksService).listLocked();
    for (const { email, source, reason, lockedUntil } of all)
      print(`${email}  ${source}  until ${lockedUntil}  ${reason}`);
    print(all.length === 0 ? 'No account is locked.' : `Locked accounts: ${String(all.length)}`);
    return 0;
  }
  const email = emailOf(typed);
  const account = await context.get(UsersService).findByEmail(email);
  const found = await context.get(AccountLocksService).locksOf(email, account);
  for (const { kind, reason, lockedUntil } of found) print(`${kind}  until ${lockedUntil}  ${reason}`);
  print(found.length === 0 ? `No lock on ${email} is in force.` : `Lift them with: npm run admin -- unlock ${email}`);
  return 0;
};

const unlock: Command = async (context, [typed, kind], print) => {
  const email = emailOf(typed);
  await context.get(AccountLocksService).unlock(email, CALLER, kindOf(kind));
  print(`${email} may sign in again${kind === undefined ? '' : `, as far as locks of the kind ${kind} go`}.`);
  return 0;
};

const resetPassword: Command = async (context, [typed], print) => {
  const password = makePassword();
  const account = await context.get(PasswordsService).setPassword(emailOf(typed), password);
  if (account === null) throw new AppError('ACCOUNT_NOT_FOUND', `There is no account for ${emailOf(typed)}.`);
  const ended = await context.get(SessionsService).endAll(account.id, 'revoked', CALLER.actor, CALLER.origin);
  await liftLocks(context, account.email);
  await announce(context, 'password_reset', account);
  print(`The new password of ${account.email} is: ${password}`);
  print('It opens the account once: another one must be chosen then.');
  print(`Sessions that were ended: ${String(ended)}`);
  return 0;
};

const resetFactors: Command = async (context, [typed], print) => {
  const email = emailOf(typed);
  const account = await context.get(UsersService).findByEmail(email);
  if (account === null) throw new AppError('ACCOUNT_NOT_FOUND', `There is no account for ${email}.`);
  await context.get(FactorResetService).resetOf(account, 'from the command line', CALLER);
  print(`${email} signs in without a second factor now, and is asked for a new one where one is demanded.`);
  return 0;
};

// for scripts that make accounts for themselves
const KEEP_PASSWORD = 'keep-password';

const create: Command = async (context, [typed, role = 'admin', keep], print) => {
  const email = emailOf(typed);
  const roles = context.get(RolesService);
  await roles.load();
  if (!roles.exists(role)) {
    const keys = roles.list().map(({ key }) => key);
    throw new AppError('VALIDATION_FAILED', `There is no such role. There are: ${keys.join(', ')}.`);
  }
  const password = makePassword();
  const isPrimaryAdmin = role === 'super_admin' && (await context.get(UsersService).findPrimaryAdmin()) === null;
  const names = { firstName: 'New', lastName: 'Account' };
  const account = await context
    .get(PasswordsService)
    .createAccount({ email, password, role, isPrimaryAdmin, mustChangePassword: keep !== KEEP_PASSWORD, ...names });
  await announce(context, 'created', account);
  print(`Made ${account.email} (${account.role}). The password is: ${password}`);
  if (keep !== KEEP_PASSWORD) print('It opens the account once: another one must be chosen then.');
  return 0;
};

const verifyAudit: Command = async (context, parameters, print) => {
  const verifier = context.get(AuditVerifierService);
  const files = checkpointFilesOf(parameters);
  for (const file of files ?? []) await mustExist(file);
  const verification = verifier.verify(files);
  for (;;) {
    const step = await verification.next();
    if (step.done !== true) {
      print(`  ${String(step.value.checked)} of about ${String(step.value.total)} records checked`);
      continue;
    }
    const { broken, checked, ends, checkpoints, newestCheckpoint } = step.value;
    for (const end of ends) print(`  chain ${end.writer} ends at record ${String(end.seq)}: ${end.hash}`);
    const newest = newestCheckpoint === null ? '' : `, the newest of ${newestCheckpoint.at}`;
    print(`  compared with ${String(checkpoints)} checkpoints${newest}; their public key is ${verifier.publicKey}`);
    print(
      broken === null
        ? `The audit log is whole: ${String(checked)} records.`
        : `BROKEN at ${broken.recordId === null ? broken.kind : `record ${broken.recordId}`}: ${broken.explanation}`,
    );
    await context.get(VerificationRunsService).tell(step.value, CALLER);
    return broken === null ? 0 : 1;
  }
};

/** The commands of `npm run admin`, by name. */
export const commands: ReadonlyMap<string, Command> = new Map([
  ['unblock', unblock],
  ['allow', allow],
  ['check', check],
  ['locks', locks],
  ['unlock', unlock],
  ['reset-password', resetPassword],
  ['reset-factors', resetFactors],
  ['create', create],
  ['verify-audit', verifyAudit],
  ['rebuild-figures', rebuildFigures],
  ['move-files', moveFiles],
]);

// `--checkpoints FILE`, once for each file; the one of this installation where none is named
function checkpointFilesOf(parameters: readonly string[]): string[] | undefined {
  if (parameters.length === 0) return undefined;
  const pairs = parameters.flatMap((name, at) => (at % 2 === 0 ? [[name, parameters[at + 1] ?? '']] : []));
  return pairs.map(([name, file = '']) => {
    if (name !== '--checkpoints' || file === '') {
      throw new AppError('VALIDATION_FAILED', 'Say: verify-audit --checkpoints FILE, once for each file.');
    }
    return file;
  });
}

async function mustExist(file: string): Promise<void> {
  try {
    await access(file);
  } catch {
    throw new AppError('NOT_FOUND', `The file ${file} cannot be read.`);
  }
}

function emailOf(typed: string | undefined): string {
  const email = emailSchema.safeParse(typed ?? '');
  if (!email.success) throw new AppError('VALIDATION_FAILED', 'Give the email address of the account.');
  return email.data;
}

function kindOf(typed: string | undefined): LockKind | undefined {
  if (typed === undefined) return undefined;
  const kind = lockKindSchema.safeParse(typed);
  if (!kind.success) throw new AppError('VALIDATION_FAILED', `The kind of lock is ${lockKinds.join(', ')}.`);
  return kind.data;
}

async function liftLocks(context: INestApplicationContext, email: string): Promise<void> {
  try {
    await context.get(AccountLocksService).unlock(email, CALLER);
  } catch (error) {
    // an account without a lock needs none lifted
    if (!(error instanceof AppError && error.code === 'ACCOUNT_NOT_FOUND')) throw error;
  }
}

async function announce(
  context: INestApplicationContext,
  change: 'created' | 'password_reset',
  { id, email, role }: Account,
): Promise<void> {
  await context.get(EventBus).publish('account.administered', { change, userId: id, email, role, ...CALLER });
}
