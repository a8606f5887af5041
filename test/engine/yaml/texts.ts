/**
 * Texts that this reader, or the parser below it, has once read in another way than Helm, or could: found by verify/values-files. What
 * they come to is what Helm 3 and Helm 4 say, which test/app/cli/values-file.slow.test.ts asks them.
 */
export const READ: Readonly<Record<string, readonly [text: string, values: unknown]>> = {
  'a merge after a key of the map': ['b: &b {a: 2}\nc: {a: 1, <<: *b}\n', { b: { a: 2 }, c: { a: 2 } }],
  'a merge before a key of the map': ['b: &b {a: 2}\nc: {<<: *b, a: 1}\n', { b: { a: 2 }, c: { a: 1 } }],
  'a merge twice': [
    'b: &b {a: 1}\nc: &c {a: 2}\nd: {<<: *b, <<: *c}\n',
    { b: { a: 1 }, c: { a: 2 }, d: { a: 2 } },
  ],
  'a merge of a list of maps': [
    'b: &b {a: 1}\nc: &c {a: 2}\nd: {<<: [*b, *c]}\n',
    { b: { a: 1 }, c: { a: 2 }, d: { a: 1 } },
  ],
  'a merge within what is merged': ['c: {<<: {<<: {a: 1, b: 1}, b: 2}, d: 3}\n', { c: { a: 1, b: 2, d: 3 } }],
  'a merge of null over a value': ['c: {a: 1, <<: {a: null}}\n', { c: { a: null } }],
  'a merge at the top': ['b: &b {a: 1}\n<<: *b\n', { a: 1, b: { a: 1 } }],
  'the key of a merge in quotes': ['a: {"<<": 1}\n', { a: { '<<': 1 } }],
  'an anchor given twice': ['a: &x 1\nb: *x\nc: &x 2\nd: *x\n', { a: 1, b: 1, c: 2, d: 2 }],
  'more than a hundred aliases': [
    `a: &x 1\nb: [${Array<string>(150).fill('*x').join(', ')}]\n`,
    { a: 1, b: Array<number>(150).fill(1) },
  ],
  'integers to 64 bits': [
    'a: 0xffffffffffffffff\nb: -0x8000000000000000\nc: 01777777777777777777777\n',
    { a: 2 ** 64, b: -(2 ** 63), c: 2 ** 64 },
  ],
  'integers beyond 64 bits': [
    'a: 0x10000000000000000\nb: -0x8000000000000001\nc: 02000000000000000000000\nd: 18446744073709551616\n',
    { a: '0x10000000000000000', b: '-0x8000000000000001', c: 2e21, d: 2 ** 64 },
  ],
  'a sign after a prefix': ['a: 0b-11\nb: 0x-1\n', { a: -3, b: '0x-1' }],
  'underscores in fractions': ['a: .7_4\nb: 1_0.5\nc: ._1\n', { a: 0.74, b: 10.5, c: '._1' }],
  'integers as keys': [
    '{0x10: 1, 017: 2, 9007199254740993: 3, -0: 4}\n',
    { 16: 1, 15: 2, '9007199254740993': 3, 0: 4 },
  ],
  'booleans and fractions as keys': ['{y: 1, off: 2, 1.5: 3}\n', { true: 1, false: 2, 1.5: 3 }],
  'a mark of a document without values at the end': ['a: 1\n---\n', { a: 1 }],
  'a comment after the mark of a document': ['--- # c\na: 1\n... \n', { a: 1 }],
  'a tab within a block': ['a: |\n  x\n  \ty\n', { a: 'x\n\ty\n' }],
  'a block without an end of line, stripped': ['a: |-\n  x', { a: 'x' }],
  'line ends of Windows in a block': ['a: |\r\n  x\r\n  y\r\n', { a: 'x\ny\n' }],
  'an address within brackets': ['a: [http://x:80/y]\n', { a: ['http://x:80/y'] }],
  'escapes of line breaks': ['a: "\\u0085\\u2028\\N"\n', { a: '\u0085\u2028\u0085' }],
};

/** Texts that are rejected, with what is said of them. */
export const REJECTED: Readonly<Record<string, readonly [text: string, sentence: string]>> = {
  'a fraction as a key that Go prints as 1e+06': [
    'a: {1e6: x}\n',
    'has the number 1e6 as a key in line 1; put it in quotes.',
  ],
  'a fraction as a key of which Go prints seven digits': [
    '{3.14159265: x}\n',
    'has the number 3.14159265 as a key in line 1; put it in quotes.',
  ],
  'a carriage return alone, a line end of YAML 1.1': [
    '# c\rreplicaCount: 2\n',
    'has a carriage return alone in line 1; end lines with a line feed.',
  ],
  'NEL, a line end of YAML 1.1': [
    'a: 1\nb: x\u0085y\n',
    'has the character U+0085 in line 2; write it as an escape, in double quotes.',
  ],
  'LINE SEPARATOR, a line end of YAML 1.1': [
    'a: "x\u2028y"\n',
    'has the character U+2028 in line 1; write it as an escape, in double quotes.',
  ],
  'a byte order mark within the text': [
    'a: x\ufeff\n',
    'has the character U+FEFF in line 1; write it as an escape, in double quotes.',
  ],
  'a block without an end of line': [
    'a: 1\nx: |\n  y',
    'has a block without an end of line in line 3; end the file with a line break.',
  ],
  'a key twice': ['a: 1\na: 2\n', 'has the key "a" for the second time in line 2; remove one of the two.'],
  'a key as a string and as a number': [
    'a: {<<: {1: x}, "1": y}\n',
    'has the key "1" for the second time in line 1; remove one of the two.',
  ],
  'an escape of JSON': ['a: "x\\/y"\n', 'has the escape \\/ in line 1; write / alone.'],
  'an escape of half a character': [
    'a: "\\ud83d\\ude00"\n',
    'has an escape of half a character in line 1; write the character itself.',
  ],
  'a tab on a blank line': ['a: 1\n\t\nb: 2\n', 'has a tab for indentation in line 2; indent with spaces.'],
  'a tab in the first line of a block': [
    'a: |\n  \tx\n',
    'has a tab for indentation in line 2; indent with spaces.',
  ],
  'a directive': [
    '%YAML 1.2\n---\na: 1\n',
    'has a line that begins with % in line 1; take the directive out, or indent the text.',
  ],
  'a value after the mark of a document': [
    '--- {a: 1}\n',
    'has more than the mark --- in line 1; begin the document on a line of its own.',
  ],
  'two documents': ['a: 1\n---\nb: 2\n', 'has 2 YAML documents; a values file must have one.'],
  'a question mark within brackets': [
    'a: [http://x/?y]\n',
    'has http://x/?y within brackets in line 1; put it in quotes.',
  ],
  'a key after a question mark': ['? a\n: 1\n', 'has a key after ? in line 1; write "key: value".'],
  'a colon before a bracket': [
    'a: {b:[1]}\n',
    'has a colon without a space after it in line 1; put a space there.',
  ],
  'a key of several lines': [
    'a: {b\n  c: 1}\n',
    'has a key of several lines in line 1; write it on one line.',
  ],
  'a colon on the line after its key': [
    'a: x\nb\n : 1\n',
    'has a key without a colon on its line in line 2; write "key: value".',
  ],
  'a quote that an escape closes': ['a: "x\\"', 'has an open quote in line 1; close it.'],
  'a line break that is escaped, before an empty line': [
    'a: "x\\\n\n  y"\n',
    'has an escaped line break before an empty line in line 1; write \\n.',
  ],
  'lines of spaces at the end of a block with a number': [
    'a: |1\n  x\n  \n',
    'has a block with a number for its indentation that ends in lines of spaces in line 1; take the spaces out.',
  ],
  'an alias as a key': [
    'a: &x b\n*x : 1\n',
    'has a key that is no string in line 2; put it in quotes if it is one.',
  ],
  'a merge of a number': ['a: {<<: 1}\n', 'has << with something other than maps in line 1; give a map.'],
  'an anchor of characters that YAML 1.1 has not': [
    'a: &é 1\n',
    'has the anchor &é in line 1; name it by letters, digits, _ and -.',
  ],
};
