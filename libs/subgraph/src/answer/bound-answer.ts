import type { ApolloServerPlugin } from '@apollo/server';
import {
  defaultFieldResolver,
  type GraphQLField,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
} from 'graphql';
import { badInput } from '../input/bad-input.js';

/** Objects that the lists of one request may name altogether: a page of a hundred, each with a hundred of its own. */
export const LISTED_LIMIT = 10_000;

const REASON = 'ANSWER_TOO_LARGE';
const answerTooLarge = badInput(REASON, {
  ky: 'Жооп өтө чоң: тизмелерде {most} жазуудан ашык. Суроону бөлүңүз.',
  ru: 'Ответ слишком велик: в списках больше {most} записей. Разделите запрос.',
  en: 'The answer is too large: its lists hold more than {most} records. Split the query.',
});

const listed = new WeakMap<object, number>();

/**
 * Counts what lists of objects hold, per request. `children { parent { children … } }` multiplies with each level, and a
 * short document stands for more objects than a process has memory; what leads there is refused as soon as it shows.
 */
export function boundAnswer(field: GraphQLField<unknown, object>): void {
  if (!isListType(getNullableType(field.type)) || !isObjectType(getNamedType(field.type))) return;
  const resolve = field.resolve;
  const count = (found: unknown, context: object): unknown => {
    if (!Array.isArray(found)) return found;
    const sum = (listed.get(context) ?? 0) + found.length;
    listed.set(context, sum);
    if (sum > LISTED_LIMIT) throw answerTooLarge({}, { most: LISTED_LIMIT });
    return found;
  };
  field.resolve = (source, args, context, info) => {
    const found = (resolve ?? defaultFieldResolver)(source, args, context, info);
    return found instanceof Promise ? found.then((list) => count(list, context)) : count(found, context);
  };
}

/** Each list that came too late is an error of its own, thousands of them: one says it all, and half an answer is none. */
export const refuseLargeAnswer: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async willSendResponse({ response: { body } }) {
        if (body.kind !== 'single') return;
        const refused = body.singleResult.errors?.find(({ extensions }) => extensions?.['reason'] === REASON);
        if (refused) body.singleResult = { data: null, errors: [refused] };
      },
    };
  },
};
