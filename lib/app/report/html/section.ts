import { html, type Content, type Html } from './html';

/** A section of the page. */
export interface Section {
  /** Where links to it lead. */
  readonly id: string;
  readonly title: string;
  /** What is to be known of it, in a sentence or two. */
  readonly about: Content;
  readonly content: Content;
}

/** A section with its heading. */
export function sectionOf({ id, title, about, content }: Section): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    <p class="about">${about}</p>
    ${content}
  </section> `;
}
