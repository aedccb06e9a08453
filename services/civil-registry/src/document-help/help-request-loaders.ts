import { tx } from '@kamkor/persistence';
import { keyed, loader } from '@kamkor/subgraph';
import { In } from 'typeorm';
import { DocumentHelpRequest } from './help-request.entity.js';

/** A request as far as the caller may see it. */
export const helpRequestOf = loader(async (ids: readonly string[]) =>
  keyed(await tx().manager.findBy(DocumentHelpRequest, { id: In([...ids]) }), ({ id }) => id),
);
