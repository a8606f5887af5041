import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Checkout } from '../../support/checkout';
import { commandLine } from '../../support/command-line';
import { ROOT } from '../../support/markdown';

/**
 * A checkout with a history, and another folder that commands are called from: a first commit of `dist` and `environments`, and a second
 * one, with the tag `v2`, in which helm-proxy of prod has three replicas.
 */
export class History {
  readonly checkout: Checkout;
  readonly elsewhere = mkdtempSync(path.join(tmpdir(), 'elsewhere-'));

  /** @param also what is committed too, such as `docs/policy-exceptions.md` */
  constructor(private readonly also: readonly string[] = []) {
    this.checkout = new Checkout(also);
  }

  /** Makes the commits. */
  begin(): void {
    cpSync(path.join(ROOT, 'dist'), this.checkout.path('dist'), { recursive: true });
    this.git('init', '--quiet', '--initial-branch=main');
    this.git('add', 'dist', 'environments', ...this.also);
    this.git('commit', '--quiet', '--message=first');
    this.checkout.change('dist/prod/0003-helm-proxy.k8s.yaml', /replicas: 2/, 'replicas: 3');
    this.git('commit', '--quiet', '--all', '--message=second');
    this.git('tag', 'v2');
  }

  /** @throws Error with what git says when it fails */
  git(...args: readonly string[]): void {
    const author = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
    const { code, said } = this.checkout.execute('git', [...author, ...args]);
    if (code !== 0) throw new Error(said);
  }

  /** Runs the command line of the checkout from the other folder. */
  stacks(args: readonly string[], variables: NodeJS.ProcessEnv) {
    const command = [...commandLine(this.checkout.path('.')), ...args];
    return this.checkout.execute(
      'sh',
      ['-c', `cd "${this.elsewhere}" && exec "$@"`, 'sh', ...command],
      variables,
    );
  }

  remove(): void {
    this.checkout.remove();
    rmSync(this.elsewhere, { recursive: true });
  }
}
