import type { Report } from '../model/report';
import type { Layout } from '../picture/layout';
import { documentOf } from './document';
import { html, type Html } from './html';
import { changesSection } from './sections/changes';
import { connectionsSection } from './sections/connections';
import { differencesSection } from './sections/differences';
import { entrancesSection } from './sections/entrances';
import { imagesSection } from './sections/images';
import { pictureSection } from './sections/picture';
import { policiesSection } from './sections/policies';
import { resourcesSection } from './sections/resources';
import { secretsSection } from './sections/secrets';
import { volumesSection } from './sections/volumes';
import { workloadsSection } from './sections/workloads';
import { code } from './words';

/** A report as a page. The same report gives the same bytes. */
export function pageOf(report: Report, layout: Layout): string {
  const { environment, changes } = report;
  const title = `${environment}: what runs and who talks to whom`;
  return documentOf(
    changes === undefined ? title : `${environment}: ${changes.before} to ${changes.after}`,
    html`<a class="skip" href="#main">Skip to the content</a>
      <header class="bar-top">
        <p class="brand">${environment}</p>
        <search class="search" hidden>
          <label for="search">Search</label>
          <input
            id="search"
            type="search"
            autocomplete="off"
            spellcheck="false"
            placeholder="workload, host, image, Secret …"
            aria-describedby="found"
            aria-keyshortcuts="/"
          />
          <output id="found" for="search" role="status"></output>
        </search>
      </header>
      <main id="main" tabindex="-1">
        ${heading(report)} ${navigation(report)} ${pictureSection(report, layout)}
        ${changes === undefined ? '' : changesSection(changes)}
        ${[
          entrancesSection,
          workloadsSection,
          connectionsSection,
          resourcesSection,
          volumesSection,
          secretsSection,
          imagesSection,
          policiesSection,
          differencesSection,
        ].map((section) => section(report))}
      </main>
      <footer>
        <p>
          Made by <code>stacks report</code> from the manifests of ${environment}: nothing here was asked of a
          cluster.
        </p>
      </footer>`,
  );
}

function heading({ environment, source, notes, figures, changes }: Report): Html {
  return html`<h1>${environment}</h1>
    <p class="source">
      ${changes === undefined ? html`From the manifests of ${code(source)}` : html`${code(changes.before)} compared with ${code(changes.after)}`}.${notes.map((note) => ` ${note}`)}
    </p>
    <ul class="figures">
      ${figures.map(
        ({ name, value, note, section }) =>
          html`<li>
            <a href="#${section}"
              ><span class="name">${name}</span> <span class="value">${value}</span>
              <span class="note">${note}</span></a
            >
          </li>`,
      )}
    </ul>`;
}

const SECTIONS = [
  ['picture', 'Picture'],
  ['entrances', 'Open to the outside'],
  ['workloads', 'Workloads'],
  ['connections', 'Connections'],
  ['resources', 'Requests and limits'],
  ['volumes', 'Volumes'],
  ['secrets', 'Secrets'],
  ['images', 'Images'],
  ['policies', 'Policies'],
  ['differences', 'Other environments'],
] as const;

function navigation({ changes }: Report): Html {
  const [picture, ...others] = SECTIONS;
  const all = changes === undefined ? SECTIONS : [picture, ['changes', 'Changes'] as const, ...others];
  return html`<nav aria-label="Sections">
    <ul>
      ${all.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}
    </ul>
  </nav>`;
}
