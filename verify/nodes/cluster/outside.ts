import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { commandIn, launch, plugIn, runIn } from './namespaces';
import type { Site } from './site';

/** A host that is no node: whom pods ask on the internet, and who comes from there. */
export class Outside {
  /** @param tools the program of that name of `verify/nodes/programs` */
  static async start(site: Site, tools: string, logs: string): Promise<Outside> {
    const routes = site.nodes.map(({ pods, address }) => `${pods} ${address}`).join('\n');
    const script = [path.join(__dirname, 'outside.sh'), `${site.outside}/24`, routes];
    const child = launch(`${site.name}/outside`, script, path.join(logs, 'outside.log'));
    await plugIn(site, child, `${site.name}-out`);
    return new Outside(child, tools);
  }

  private constructor(
    private readonly process: ChildProcess,
    private readonly tools: string,
  ) {}

  /** Gives it an address besides its own. */
  async addAddress(address: string): Promise<void> {
    await runIn(this.process, ['ip', 'address', 'replace', `${address}/32`, 'dev', 'lo']);
  }

  /** Starts a program, which runs until the cluster ends. */
  async start(command: readonly string[]): Promise<void> {
    await runIn(this.process, [
      'bash',
      '-c',
      'setsid "$@" > /dev/null 2>&1 < /dev/null &',
      'bash',
      ...command,
    ]);
  }

  /** Answers at addresses on ports, such as `tcp/443` and `udp/53`, but for those at which something does already. */
  async answerAt(addresses: readonly string[], ports: readonly string[]): Promise<void> {
    for (const address of addresses) await this.addAddress(address);
    const all = addresses.flatMap((address) => ports.map((port) => port.replace('/', `/${address}:`)));
    await this.start([this.tools, 'serve', '--free', ...all]);
  }

  /**
   * Runs a command of the program `tools`, such as `load`, from there.
   *
   * @throws Error with what it wrote when it fails
   */
  tool(args: readonly string[], input = ''): Promise<string> {
    return runIn(this.process, [this.tools, ...args], input);
  }

  /** The command of the machine that runs a command of `tools` from there, for one that goes on while other things are done. */
  command(args: readonly string[]): readonly string[] {
    return commandIn(this.process, [this.tools, ...args]);
  }
}
