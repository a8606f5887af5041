import { AuthorError, inField, inPart } from '../../../lib/engine/template/author-error';

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
    expect(() => inPart('Deployment main', 'small', () => inField('spec', wrong))).toThrow(
      /^small: Deployment main, spec: It is wrong\.$/,
    );
  });

  it('is the helper, not the fields around where it is included', () => {
    const helper = () => inPart('helper labels', undefined, () => inField('app', wrong));
    expect(() => inPart('Deployment main', 'small', () => inField('metadata', helper))).toThrow(
      /^small: helper labels, app: It is wrong\.$/,
    );
  });

  it('is not added to other errors', () => {
    const other = new TypeError('other');
    const failing = (): never => {
      throw other;
    };
    expect(() => inPart('Deployment main', 'small', () => inField('spec', failing))).toThrow(other);
  });

  it('leaves the reason and the first error to be read', () => {
    try {
      inField('spec', wrong);
    } catch (error) {
      expect(error).toMatchObject({ reason: 'It is wrong.', cause: { message: 'It is wrong.' } });
    }
    expect.assertions(1);
  });
});
