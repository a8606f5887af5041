import { html, type Html } from './html';

/** A share of a whole as a bar; the number beside it says the same. */
export function bar(share: number): Html {
  const width = Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
  const over = share > 1 ? ' over' : '';
  return html`<svg class="bar${over}" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
    <rect class="whole" width="100" height="8" />
    <rect class="part" width="${width}" height="8" />
  </svg>`;
}

/** A share in percent. */
export function percent(share: number): string {
  const value = share * 100;
  return `${value < 10 ? String(Math.round(value * 10) / 10) : String(Math.round(value))} %`;
}
