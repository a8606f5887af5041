import type { MarkedPicture, Mark } from './marks';

/** A connection, as a row of the report: the picture in words. */
export interface ConnectionRow {
  readonly from: string;
  readonly to: string;
  /** The IDs of the nodes. */
  readonly ends: readonly [string, string];
  readonly ports: readonly string[];
  /** Whether it is configured, or allowed only: network policies say no host names. */
  readonly why: 'configured' | 'allowed';
  readonly mark?: Mark;
}

/** The lines of a picture as rows. */
export function connectionRows({ nodes, edges }: MarkedPicture): readonly ConnectionRow[] {
  const titles = new Map(
    nodes.map(({ id, title, kind }) => [
      id,
      kind === 'namespace' && title !== 'any pod' ? `namespace ${title}` : title,
    ]),
  );
  return edges.map(({ from, to, ports, allowed, mark }) => ({
    from: titles.get(from) ?? from,
    to: titles.get(to) ?? to,
    ends: [from, to],
    ports,
    why: allowed ? 'allowed' : 'configured',
    ...(mark === undefined ? {} : { mark }),
  }));
}
