import type { Answer } from '../../model/protection';
import type { Entrance } from '../../model/entrances';
import type { Report } from '../../model/report';
import { anchorOf } from '../anchors';
import { html, type Content, type Html } from '../html';
import { sectionOf } from '../section';
import { table, type Row } from '../table';
import { badge, code, lines, NONE, workloadLink } from '../words';

/** What is open to the outside. */
export function entrancesSection({ entrances }: Report): Html {
  const isRedirect = ({ targets }: Entrance) => targets.length === 0;
  const served = entrances.filter(
    (entrance) =>
      !isRedirect(entrance) || !entrances.some((other) => other.host === entrance.host && !isRedirect(other)),
  );
  const seen = new Set<string>();
  const rows = served.map((entrance): Row => {
    const isFirst = seen.size < seen.add(entrance.host).size;
    const redirects = entrances.filter(
      (other) => other.host === entrance.host && other !== entrance && isRedirect(other),
    );
    return {
      ...(isFirst ? { id: `row-${anchorOf(`host ${entrance.host}`)}` } : {}),
      cells: cellsOf(entrance, redirects),
    };
  });
  return sectionOf({
    id: 'entrances',
    title: 'Open to the outside',
    about:
      'What clients outside the cluster can reach, what asks them who they are, and the way to the pods. Who may connect from inside is among the connections.',
    content: table({
      caption: 'Hosts and ports that are open to the outside',
      columns: ['Host', 'Paths', 'TLS', 'Login', 'Way to the pods', 'Opened by'].map((head) => ({ head })),
      rows,
      empty: 'Nothing is open to the outside of the cluster.',
    }),
  });
}

function cellsOf(
  { host, paths, tls, login, targets, by, controller }: Entrance,
  redirects: readonly Entrance[],
): readonly Content[] {
  return [
    code(host),
    lines(paths.map(code)),
    lines([answer(tls, 'TLS'), ...(redirects.length === 0 ? [] : ['plain http is redirected'])]),
    targets.length === 0 ? NONE : answer(login, 'login'),
    targets.length === 0
      ? 'a redirect, to no pods'
      : lines(
          targets.map(
            ({ service, servicePort, podPort, workloads }) =>
              html`Service ${code(`${service.slice(service.indexOf('/') + 1)}:${servicePort}`)} →
              ${
                workloads.length === 0
                  ? badge('no pods', 'bad')
                  : workloads.map((id) => html`${workloadLink(id)}<code>:${podPort}</code> `)
              }`,
          ),
        ),
    html`<span class="piece">${by}</span><span class="piece muted">${controller}</span>`,
  ];
}

function answer({ is, words }: Answer, what: string): Content {
  if (is === 'no') return badge(`no ${what}`, 'bad');
  return is === 'yes' ? html`${badge('yes', 'good')} ${words}` : words;
}
