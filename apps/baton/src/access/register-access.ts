import { type Command, Option } from 'commander';

import { inPlainWords } from '../plain-problem.js';
import type { People } from './people.js';

const roles = ['agent', 'lead', 'supervisor', 'admin'] as const;

/** `baton user` and `baton token`: who may enter. */
export function registerAccess(program: Command): void {
  const user = program.command('user').description('the people who may sign in');
  user
    .command('create')
    .description('add a person; prints a password unless one is given')
    .requiredOption('--email <address>', 'signs in with it')
    .requiredOption('--name <name>', 'how others see the person')
    .addOption(new Option('--role <role>', 'what the person may do').choices(roles).default('agent'))
    .option('--department <department>', 'name or id; not needed for the first person, who leads oversight')
    .option('--zone <zone>', 'time zone in which the person reads times', 'UTC')
    .option('--password-stdin', 'read the password from standard input')
    .action((options: CreateOptions) => inPlainWords(() => create(options)));
  user
    .command('list')
    .description('who is there')
    .action(() => inPlainWords(list));
  user
    .command('password')
    .argument('<email>')
    .description('set a new password and end the person’s sessions; prints it unless one is given')
    .option('--password-stdin', 'read the password from standard input')
    .action((email: string, options: PasswordOption) => inPlainWords(() => password(email, options)));
  program
    .command('token')
    .description('tokens with which programs enter')
    .command('create')
    .description('make a token for a program that acts as a person; it is shown once')
    .requiredOption('--person <email>', 'in whose name the program acts')
    .requiredOption('--name <name>', 'what it is for')
    .action(({ person, name }: { person: string; name: string }) =>
      inPlainWords(() => withPeople('token', async (people) => console.log(await people.createToken(person, name)))),
    );
}

interface PasswordOption {
  readonly passwordStdin?: boolean;
}

interface CreateOptions extends PasswordOption {
  readonly email: string;
  readonly name: string;
  readonly role: (typeof roles)[number];
  readonly department?: string;
  readonly zone: string;
}

async function create(options: CreateOptions): Promise<void> {
  const given = await passwordOf(options);
  await withPeople('user', async (people) => {
    const person = await people.create({ ...options, department: options.department, password: given.password });
    console.log(`${person.name} (${person.email}) is ${person.role} in ${person.departmentId}.`);
    if (given.isNew) console.log(`Password: ${given.password}`);
  });
}

async function list(): Promise<void> {
  await withPeople('user', async (people) => {
    const rows = (await people.list()).map(({ name, email, role, department, active }) => [
      name,
      email,
      role,
      department,
      active ? '' : 'has left',
    ]);
    const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => row[column]!.length)));
    for (const row of rows)
      console.log(
        row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd(),
      );
  });
}

async function password(email: string, options: PasswordOption): Promise<void> {
  const given = await passwordOf(options);
  await withPeople('user', async (people) => {
    await people.setPassword(email, given.password);
    console.log(given.isNew ? `New password of ${email}: ${given.password}` : `${email} has a new password.`);
  });
}

async function passwordOf({ passwordStdin }: PasswordOption) {
  const { newPassword } = await import('@baton/server');
  if (!passwordStdin) return { password: newPassword(), isNew: true };
  const { text } = await import('node:stream/consumers');
  return { password: (await text(process.stdin)).replace(/\r?\n$/, ''), isNew: false };
}

async function withPeople(command: string, work: (people: People) => Promise<void>): Promise<void> {
  const { onDatabase } = await import('../on-database.js');
  const { People } = await import('./people.js');
  await onDatabase(command, (dataSource) => work(new People(dataSource)));
}
