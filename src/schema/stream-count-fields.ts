import type { StreamCounts } from '../quality/quality.ts';
import { toPoorPercentage } from '../quality/quality.ts';
import type { ObjectFieldBuilder } from './builder.ts';

/** The fields of a type that counts streams by verdict. */
export function toStreamCountFields<Shape extends StreamCounts>(t: ObjectFieldBuilder<Shape>) {
  return {
    poorStreamCount: t.int({
      nullable: false,
      description: 'Streams beyond a limit of the profile.',
      resolve: ({ poorStreamCount }) => poorStreamCount,
    }),
    goodStreamCount: t.int({
      nullable: false,
      description: 'Streams judged and within limits.',
      resolve: ({ goodStreamCount }) => goodStreamCount,
    }),
    unclassifiedStreamCount: t.int({
      nullable: false,
      description: 'Streams that could not be judged.',
      resolve: ({ unclassifiedStreamCount }) => unclassifiedStreamCount,
    }),
    poorPercentage: t.float({
      description:
        'Poor streams in percent of poor and good ones; those not judged are left out. Null when none was judged.',
      resolve: toPoorPercentage,
    }),
  };
}
