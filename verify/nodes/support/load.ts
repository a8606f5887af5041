import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { RealCluster } from '../cluster/cluster';
import { standIn } from '../images/programs';
import { networkCommand, nodeOf, type RunningPod } from './pods';

const Failure = z.object({ at: z.string(), what: z.string(), why: z.string() });

const Report = z.object({
  streams: z.object({
    whole: z.number(),
    truncated: z.number(),
    notBegun: z.number(),
    withUpstream: z.number(),
  }),
  requests: z.object({ answered: z.number(), lost: z.number() }),
  statuses: z.record(z.string(), z.number()),
  lostFrom: z.string(),
  lostUntil: z.string(),
  pods: z.record(z.string(), z.number()),
  errors: z.array(Failure),
});

/** What became of the streams and requests of a load that ended in some time. */
export type LoadReport = z.infer<typeof Report>;

/** What a load is, in the words of `verify/nodes/programs/cmd/tools/load.go`. */
export interface LoadOptions {
  /** Streams at once. */
  readonly streams: number;
  /** @default 20: without a hook before it a relay that is stopped would cut it, 5 + 2 + 10 seconds after that */
  readonly streamSeconds?: number;
  /** The path of streams, which are asked for by POST. @default '/stream' */
  readonly streamPath?: string;
  /** Requests at once: every other one keeps its connection. */
  readonly shorts: number;
  /** @default '/short' */
  readonly shortPath?: string;
  /** Between two requests. @default 200 */
  readonly pauseMilliseconds?: number;
  /** The host that requests are for, where it is not that of the URL. */
  readonly host?: string;
}

/** Streams one after another and requests one after another, several at once, until they are to end. */
export class Load {
  /** A load from where a pod is: it goes by the rules of its node, and under the policies for its labels. */
  static fromPod(cluster: RealCluster, pod: RunningPod, url: string, options: LoadOptions): Load {
    const command = networkCommand(pod, [standIn('tools'), ...words(url, options)]);
    return new Load(nodeOf(cluster, pod).command(command));
  }

  /** A load from outside the cluster. */
  static fromOutside(cluster: RealCluster, url: string, options: LoadOptions): Load {
    return new Load(cluster.outside.command(words(url, options)));
  }

  private readonly process: ChildProcess;
  private readonly reports: AsyncIterator<string>;
  private said = '';

  private constructor([program = '', ...args]: readonly string[]) {
    this.process = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.process.stderr?.on('data', (data: Buffer) => (this.said += data.toString()));
    if (!this.process.stdout) throw new Error('A load has no output.');
    this.reports = createInterface(this.process.stdout)[Symbol.asyncIterator]();
  }

  /** What ended since the last report. What is under way then is in a later one. */
  report(): Promise<LoadReport> {
    this.process.stdin?.write('report\n');
    return this.next();
  }

  /** Begins nothing new, and gives the last report when what is under way has ended. */
  end(): Promise<LoadReport> {
    this.process.stdin?.end();
    return this.next();
  }

  /** Ends it at once, with whatever is under way, of which nothing is said. */
  stop(): Promise<LoadReport> {
    this.process.stdin?.end('stop\n');
    return this.next();
  }

  private async next(): Promise<LoadReport> {
    const { value, done } = await this.reports.next();
    if (done === true) throw new Error(`A load has ended before it said what became of it: ${this.said}`);
    return Report.parse(JSON.parse(value));
  }
}

/** A report on loads together. */
export function together(reports: readonly LoadReport[]): LoadReport {
  const sum = (of: (report: LoadReport) => number) =>
    reports.reduce((total, report) => total + of(report), 0);
  const counts = (of: (report: LoadReport) => Readonly<Record<string, number>>) => {
    const all: Record<string, number> = {};
    for (const report of reports)
      for (const [key, count] of Object.entries(of(report))) all[key] = (all[key] ?? 0) + count;
    return all;
  };
  return {
    streams: {
      whole: sum(({ streams }) => streams.whole),
      truncated: sum(({ streams }) => streams.truncated),
      notBegun: sum(({ streams }) => streams.notBegun),
      withUpstream: sum(({ streams }) => streams.withUpstream),
    },
    requests: {
      answered: sum(({ requests }) => requests.answered),
      lost: sum(({ requests }) => requests.lost),
    },
    statuses: counts(({ statuses }) => statuses),
    lostFrom:
      reports
        .map(({ lostFrom }) => lostFrom)
        .filter((at) => at !== '')
        .sort()[0] ?? '',
    lostUntil:
      reports
        .map(({ lostUntil }) => lostUntil)
        .sort()
        .at(-1) ?? '',
    pods: counts(({ pods }) => pods),
    errors: reports.flatMap(({ errors }) => errors),
  };
}

function words(url: string, options: LoadOptions): readonly string[] {
  const { streams, streamSeconds = 20, streamPath = '/stream', shorts, shortPath = '/short', host } = options;
  const { pauseMilliseconds = 200 } = options;
  return [
    ...['load', url, '--follow', '--seconds', String(24 * 3600)],
    ...['--streams', String(streams), '--stream-seconds', String(streamSeconds), '--stream-path', streamPath],
    ...[
      '--stream-method',
      'POST',
      '--shorts',
      String(shorts),
      '--short-path',
      shortPath,
      '--pause',
      `${pauseMilliseconds}ms`,
    ],
    ...(host === undefined ? [] : ['--header', `Host: ${host}`]),
  ];
}
