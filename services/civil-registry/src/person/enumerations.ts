import { registerEnumType } from '@nestjs/graphql';

export enum Sex {
  FEMALE = 'FEMALE',
  MALE = 'MALE',
  UNDETERMINED = 'UNDETERMINED',
}

registerEnumType(Sex, {
  name: 'Sex',
  description: 'Sex as recorded at birth.',
  valuesMap: {
    FEMALE: { description: 'Female.' },
    MALE: { description: 'Male.' },
    UNDETERMINED: { description: 'Could not be determined at birth.' },
  },
});

export enum KnownFrom {
  BIRTH_NOTIFICATION = 'BIRTH_NOTIFICATION',
  PAPER = 'PAPER',
  OTHER_REGISTER = 'OTHER_REGISTER',
}

registerEnumType(KnownFrom, {
  name: 'KnownFrom',
  description: 'How a person became known to the registry.',
  valuesMap: {
    BIRTH_NOTIFICATION: { description: 'A facility or reporter notified the birth.' },
    PAPER: { description: 'A registrar entered the person from a paper document or a paper register.' },
    OTHER_REGISTER: { description: 'A registrar entered the person from another state register.' },
  },
});

/** What a registrar can enter from; a birth notification makes its person by itself. */
export enum EnteredFrom {
  PAPER = 'PAPER',
  OTHER_REGISTER = 'OTHER_REGISTER',
}

registerEnumType(EnteredFrom, {
  name: 'EnteredFrom',
  description: 'What a registrar enters a person from.',
  valuesMap: {
    PAPER: { description: 'A paper document or a paper register.' },
    OTHER_REGISTER: { description: 'Another state register.' },
  },
});
