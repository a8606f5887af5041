import type { Report } from '../model/report';
import { documentOf } from './document';
import { html } from './html';
import { table } from './table';

/** A page with links to the reports of several environments, which are files beside it. */
export function indexPageOf(reports: readonly Report[]): string {
  const [first] = reports;
  const names = first?.figures.map(({ name }) => name) ?? [];
  return documentOf(
    'Environments',
    html`<a class="skip" href="#main">Skip to the content</a>
      <main id="main" tabindex="-1">
        <h1>Environments</h1>
        <p class="source">One report for each environment.</p>
        ${table({
          caption: 'Reports of the environments',
          columns: [{ head: 'Environment' }, ...names.map((head) => ({ head, kind: 'number' as const }))],
          rows: reports.map(({ environment, figures }) => ({
            cells: [
              html`<a href="${encodeURIComponent(environment)}.html">${environment}</a>`,
              ...figures.map(
                ({ value, note }) =>
                  html`<span class="piece">${value}</span><span class="piece muted">${note}</span>`,
              ),
            ],
          })),
          empty: 'There is no environment.',
        })}
      </main>`,
  );
}
