import { assets } from './assets';
import { html, raw, type Content, type Html } from './html';

/** A page that needs nothing but itself: no network, no other file. */
export function documentOf(title: string, body: Content): string {
  const { style, script, policy } = assets();
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        ${element('style', style)}
      </head>
      <body>
        ${body} ${element('script', script)}
      </body>
    </html> `.text;
}

/** An element with a text exactly as it is, which the policy knows by its digest. */
function element(name: 'style' | 'script', text: string): Html {
  return raw(`<${name}>${text}</${name}>`);
}
