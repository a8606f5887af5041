import { AuthorError, inField, inPart } from '../../../lib/engine/values/author-error';
import { AuthorLine } from '../../../lib/engine/values/author-line';

const wrong = (): never => {
  throw new AuthorError('It is wrong.');
};

describe('the place of an author’s mistake', () => {
  it('is the field, from the outside in', () => {
    expect(() =>
      inField('spec', () => inField('containers', () => inField(0, () => inField('a/b', wrong)))),
    ).toThrow('spec.containers[0]["a/b"]: It is wrong.');
  });

  it('begins with the stack and what of it is wrong', () => {
    expect(() => inPart({ part: 'Deployment main', stack: 'small' }, () => inField('spec', wrong))).toThrow(
      /^small: Deployment main, spec: It is wrong\.$/,
    );
  });

  it('is the helper, not the fields around where it is included', () => {
    const helper = () => inPart({ part: 'helper labels' }, () => inField('app', wrong));
    expect(() =>
      inPart({ part: 'Deployment main', stack: 'small' }, () => inField('metadata', helper)),
    ).toThrow(/^small: helper labels, app: It is wrong\.$/);
  });

  it('is not added to other errors', () => {
    const other = new TypeError('other');
    const failing = (): never => {
      throw other;
    };
    expect(() => inPart({ part: 'Deployment main', stack: 'small' }, () => inField('spec', failing))).toThrow(
      other,
    );
  });

  it('ends with the line of who called the engine', () => {
    expect(() => inField('spec', wrong)).toThrow(
      /^spec: It is wrong\. \(test\/engine\/values\/author-error\.test\.ts:5:9\)$/,
    );
  });

  it('ends with the line of the part, where that is known, and not of who renders it', () => {
    const written = new AuthorLine();
    const [line] = /\d+:\d+$/.exec(written.place ?? '') ?? [];
    expect(() => inPart({ part: 'Deployment main', written }, wrong)).toThrow(
      new RegExp(`^Deployment main: It is wrong\\. \\(test/.*/author-error\\.test\\.ts:${String(line)}\\)$`),
    );
  });

  it('leaves the reason and the first error to be read', () => {
    try {
      inField('spec', wrong);
    } catch (error) {
      expect(error).toMatchObject({ reason: 'It is wrong.', cause: { reason: 'It is wrong.' } });
    }
    expect.assertions(1);
  });
});
