import type { Layout } from '../../picture/layout';
import { svgOf } from '../../picture/svg';
import type { Report } from '../../model/report';
import { html, type Content, type Html } from '../html';
import { sectionOf } from '../section';

/** The picture, with its legend. */
export function pictureSection({ environment, picture, changes }: Report, layout: Layout): Html {
  return sectionOf({
    id: 'picture',
    title: 'What runs, and who talks to whom',
    about: html`Select a box to see its connections and to get to its row.
      <a href="#connections">The connections as a table</a>.`,
    content: html`<figure>
      <div class="controls" hidden>
        <label
          ><input type="checkbox" id="show-allowed" checked /> what network policies allow beyond the
          configuration</label
        >
        <label><input type="checkbox" id="actual-size" /> actual size</label>
      </div>
      <div class="scroll canvas" tabindex="0" role="region" aria-label="Picture of ${environment}">
        <span id="picture-name" class="hidden"
          >Picture of
          ${environment}${changes === undefined ? '' : `: ${changes.before} compared with ${changes.after}`}</span
        >
        ${svgOf(picture, layout)}
      </div>
      <figcaption id="picture-legend">
        <ul class="legend">
          ${LEGEND.map(([shape, words]) => html`<li>${shape} ${words}</li>`)}
          ${changes === undefined ? '' : MARKS.map(([mark, sign]) => html`<li><span class="badge ${mark}" aria-hidden="true">${sign}</span> ${mark}</li>`)}
        </ul>
      </figcaption>
    </figure>`,
  });
}

function line(kind: string): Html {
  return html`<svg class="sample" viewBox="0 0 34 10" width="34" height="10" aria-hidden="true">
    <path class="edge ${kind}" d="M1 5H33" />
  </svg>`;
}

function box(radius: number): Html {
  return html`<svg class="sample" viewBox="0 0 24 14" width="24" height="14" aria-hidden="true">
    <rect class="box" x="1" y="1" width="22" height="12" rx="${radius}" />
  </svg>`;
}

const LEGEND: readonly (readonly [Html, Content])[] = [
  [box(3), 'workload or database, in its namespace'],
  [box(6), 'host, other namespace, or address outside'],
  [line(''), 'configured connection, with the port of the pods'],
  [line('allowed'), 'allowed by network policies only'],
];

const MARKS = [
  ['added', '+'],
  ['removed', '−'],
  ['changed', 'Δ'],
] as const;
