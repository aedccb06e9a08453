import { GraphQLScalarType } from 'graphql';

/** Taken as it comes, and read item by item as a `NotifyBirthInput` by the use case. */
export const BirthReportScalar = new GraphQLScalarType({
  name: 'BirthReport',
  description:
    'One birth of a batch: an object with exactly the fields and values of the input `NotifyBirthInput`, described there. It has a type of its own so that a wrong code, a wrong type or a missing field refuses this one birth and not the whole request.',
});
