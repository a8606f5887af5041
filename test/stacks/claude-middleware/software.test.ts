import { warningsFor } from '../warnings';

it.each(['middleware-1.2.15', 'middleware-v1.2.15', ''])(
  '%p is the tag of the version that is known',
  (tag) => {
    expect(warningsFor('claude-middleware', { image: { tag } })).toEqual([]);
  },
);

it.each(['1.2.15', 'latest'])(
  'of another tag, such as that of the relay, it is said which is known: %s',
  (tag) => {
    expect(warningsFor('claude-middleware', { image: { tag } })).toEqual([
      `WARNING: image.tag: ${tag} is not middleware-1.2.15, the version that this chart was checked with; other versions may read other settings.`,
    ]);
  },
);
