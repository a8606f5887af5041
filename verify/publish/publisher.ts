import { Checkout } from '../../test/support/checkout';
import { commandLine } from '../../test/support/command-line';
import { program } from '../../tools/programs';

/** A checkout with a history, from which is published. */
export class Publisher {
  readonly checkout = new Checkout(['deploy', '.gitignore', 'package-lock.json']);

  /** @param variables what the command line gets besides those of this process */
  constructor(private readonly variables: NodeJS.ProcessEnv = {}) {}

  /** Commits what there is. */
  begin(): void {
    this.git('init', '--quiet', '--initial-branch=main');
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message=first');
  }

  /** @throws Error with what git says when it fails */
  git(...args: readonly string[]): string {
    const author = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
    const { code, said } = this.checkout.execute('git', [...author, ...args]);
    if (code !== 0) throw new Error(said);
    return said;
  }

  /** The command line of the checkout, as one calls it there. */
  get command(): readonly [string, ...string[]] {
    return commandLine(this.checkout.path('.'));
  }

  /** What it is run with. */
  get environment(): NodeJS.ProcessEnv {
    return { ORAS: program('oras'), ...this.variables };
  }

  /** Runs the command line of the checkout. */
  stacks(args: readonly string[], variables: NodeJS.ProcessEnv = {}) {
    const [node, ...line] = this.command;
    return this.checkout.execute(node, [...line, ...args], { ...this.environment, ...variables });
  }
}
