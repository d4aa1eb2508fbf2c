import { countAttempt, type Door, forgiveAttempt } from '@baton/persistence';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Problem } from '../http/problem.js';

/** How many failures within a quarter of an hour close which door: for one person from one address, an address, a person. */
const MOST = { pair: 5, address: 50, person: 50, visit: 60 };

/** Slows guessing down, at all processes together. The same person elsewhere still gets in, so nobody is locked out by a stranger for long. */
@Injectable()
export class SignInThrottle {
  constructor(private readonly dataSource: DataSource) {}

  /** Lets an attempt through, or throws while a door is closed. It counts as a failure until it has succeeded. */
  async begin(email: string, address: string): Promise<void> {
    const { pair, others } = doors(email, address);
    await this.pass([pair, ...others]);
  }

  /** Somebody looks around the demo, which needs no password: nothing is guessed, yet each visit opens a session. */
  async visit(address: string): Promise<void> {
    await this.pass([{ name: `visit ${address}`, most: MOST.visit }]);
  }

  /** The attempt was no failure, and what this person failed before from here is forgiven. */
  async succeeded(email: string, address: string): Promise<void> {
    const { pair, others } = doors(email, address);
    await forgiveAttempt(this.dataSource, pair, others);
  }

  private async pass(doors: readonly Door[]): Promise<void> {
    const seconds = await countAttempt(this.dataSource, doors);
    if (seconds > 0) throw new Problem(429, 'too-many-attempts', {}, { 'retry-after': String(seconds) });
  }
}

const doors = (email: string, address: string): { readonly pair: Door; readonly others: readonly Door[] } => ({
  pair: { name: `${email.toLowerCase()} ${address}`, most: MOST.pair },
  others: [
    { name: `address ${address}`, most: MOST.address },
    { name: `person ${email.toLowerCase()}`, most: MOST.person },
  ],
});
