import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Outcome } from '../../../lib/app/cli/deployment';
import { playing } from '../cluster/played';

/** What came of a command. */
export interface Came {
  readonly outcome: Outcome | undefined;
  /** Its error, in words. */
  readonly error: string;
  readonly said: readonly string[];
}

/** kubectl and Helm as shell scripts that write down how they are called, for the tests of a file. */
export class PlayedCluster {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'played-cluster-'));
  private readonly kubectl = playing('KUBECTL');
  private readonly helm = playing('HELM');
  /** A file that a script may make, to answer otherwise from then on. */
  readonly mark = path.join(this.folder, 'mark');

  constructor() {
    // Seconds between two looks.
    process.env['PROGRESS_SECONDS'] = '0.1';
    afterAll(() => {
      delete process.env['PROGRESS_SECONDS'];
      rmSync(this.folder, { recursive: true });
    });
  }

  /** @param cases of a shell `case` on the arguments of kubectl, and of Helm */
  play(cases: string, helmCases = ''): void {
    rmSync(this.mark, { force: true });
    rmSync(path.join(this.folder, 'log'), { force: true });
    const log = `printf '%s\\n' "$*" >> "${this.folder}/log"`;
    const context = `*"config view"*) printf 'live\\nhttps://10.0.0.1:6443' ;;`;
    this.kubectl(
      `${log}\ncase "$*" in ${context} ${cases} *dry-run*) cat ;; *api-resources*) echo pods ;; esac`,
    );
    this.helm(`${log}\ncase "$*" in ${helmCases} *) ;; esac`);
  }

  /** The calls of both, without the line breaks of templates. */
  get calls(): readonly string[] {
    return readFileSync(path.join(this.folder, 'log'), 'utf8').trim().split('\n');
  }

  /** Runs a command in this process. */
  async run(command: (say: (line: string) => void) => Promise<Outcome>): Promise<Came> {
    const said: string[] = [];
    try {
      const outcome = await command((line) => said.push(line));
      return { outcome, error: '', said };
    } catch (error) {
      return { outcome: undefined, error: error instanceof Error ? error.message : String(error), said };
    }
  }
}
