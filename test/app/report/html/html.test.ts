import { escaped, html, raw } from '../../../../lib/app/report/html/html';

it('escapes texts, in elements and attributes, and numbers stay what they are', () => {
  expect(html`<a title="${'"x"'}">${"<b> & 'c'"} ${1}</a>`.text).toBe(
    '<a title="&quot;x&quot;">&lt;b&gt; &amp; &#39;c&#39; 1</a>',
  );
});

it('takes finished HTML and lists as they are', () => {
  expect(html`<ul>${['a', '<'].map((text) => html`<li>${text}</li>`)}</ul>`.text).toBe('<ul><li>a</li><li>&lt;</li></ul>'); // prettier-ignore
  expect(html`${raw('<b>')}${['<', ['>']]}`.text).toBe('<b>&lt;&gt;');
});

it('escapes what closes an element or a value', () => {
  expect(escaped('</script>')).toBe('&lt;/script&gt;');
});

/** A template as it stands in a source; prettier would write it otherwise here. */
function template(...parts: readonly string[]): TemplateStringsArray {
  return Object.assign([...parts], { raw: parts });
}

it('leaves out how the source is indented, and keeps the lines of a text', () => {
  expect(html(template('<p>\n    ', '\n</p>'), 'a\n  b').text).toBe('<p>\na\n  b\n</p>');
});

it('has each tag in one line, however the source breaks it', () => {
  const broken = '<a\n  class="b"\n  title="c"\n  >d</a\n>';
  expect(html(template(broken)).text).toBe('<a class="b" title="c">d</a>');
});
