import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How to look around in the demo company. */
export type DemoAccess = {
  readonly signIns: readonly DemoSignIn[];
  /** For `Authorization: Bearer …`. */
  readonly token: string;
  /** Whose customer has a page to look at; unknown where the demo was made before this was remembered. */
  readonly customersCaseId?: string;
};

export type DemoSignIn = {
  /** What this person shows, such as “agent in Billing”. */
  readonly as: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
};

/**
 * Lets `seed` fill an empty database and remembers what it answers, since passwords cannot be read back from a database.
 * `seed` answers undefined when there was nothing to fill: then it is what was remembered, if anything was.
 */
export async function introduceDemo(
  home: string,
  seed: () => Promise<DemoAccess | undefined>,
): Promise<DemoAccess | undefined> {
  const file = join(home, 'demo.json');
  const access = await seed();
  if (access !== undefined) writeFileSync(file, JSON.stringify(access, undefined, 2), { mode: 0o600 });
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DemoAccess) : undefined;
}

/** What the terminal shows of it. */
export function describeDemo({ signIns, token }: DemoAccess, address: string): readonly string[] {
  const width = (pick: (one: DemoSignIn) => string) => Math.max(...signIns.map((one) => pick(one).length));
  const [as, name, email] = [width((one) => one.as), width((one) => one.name), width((one) => one.email)];
  return [
    'Sign in to the demo company as',
    ...signIns.map(
      (one) => `  ${one.as.padEnd(as)}  ${one.name.padEnd(name)}  ${one.email.padEnd(email)}  ${one.password}`,
    ),
    'or use its API token:',
    `  curl -H 'Authorization: Bearer ${token}' ${address}/api/v1/me`,
  ];
}

/** The address of the page on which a customer of the demo follows her case; undefined once nobody may write to her any more. */
export async function customersPage(
  { customersCaseId, token }: DemoAccess,
  address: string,
): Promise<string | undefined> {
  if (customersCaseId === undefined) return undefined;
  const answer = await fetch(`${address}/api/v1/cases/${customersCaseId}/tracker-link`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
  return answer.ok ? ((await answer.json()) as { readonly url: string }).url : undefined;
}
