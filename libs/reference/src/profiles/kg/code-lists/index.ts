import type { CodeLists } from '../../../code-list.js';
import { benefitsLists } from './benefits.js';
import { birthLists } from './birth.js';
import { duplicateLists } from './duplicate.js';
import { obstacleLists } from './obstacle.js';
import { outreachLists } from './outreach.js';
import { registryLists } from './registry.js';
import { watchLists } from './watch.js';

/** Lists of ours; where the state publishes a list of its own, its codes are to be mapped to these. */
export const codeLists: CodeLists = {
  ...birthLists,
  ...watchLists,
  ...outreachLists,
  ...obstacleLists,
  ...duplicateLists,
  ...registryLists,
  ...benefitsLists,
};
