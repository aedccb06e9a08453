import { tx } from '@kamkor/persistence';
import { hasRole } from '@kamkor/principal';
import { Allow, AllowedAction, type Page, Uuid } from '@kamkor/subgraph';
import { Args, Mutation, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { Person } from '../person/person.entity.js';
import { personOf } from '../person/person-loaders.js';
import { DOCUMENT_HELP_ACTIONS, helpAfter } from '../rules/document-help/states.js';
import { Territories } from '../territory/territories.js';
import { Territory } from '../territory/territory.js';
import { DocumentHelpService } from './change-request.js';
import { DOCUMENT_HELP_READERS, DOCUMENT_HELPERS, DocumentHelpRequest } from './help-request.entity.js';
import {
  BeginDocumentHelpInput,
  RecordDocumentHelpedInput,
  RecordDocumentNotPossibleInput,
} from './help-request.input.js';
import {
  DocumentHelpListArgs,
  DocumentHelpRequestConnection,
  helpRequestOf,
  listHelpRequests,
} from './help-request-list.js';

const purpose = 'document help';

@Resolver(() => DocumentHelpRequest)
export class DocumentHelpResolver {
  constructor(
    private readonly helps: DocumentHelpService,
    private readonly territories: Territories,
  ) {}

  @Allow({ roles: DOCUMENT_HELP_READERS, purpose })
  @Query(() => DocumentHelpRequest, {
    nullable: true,
    description: 'A request for help with a document; null where there is none that you may see.',
  })
  documentHelpRequest(@Args('id', { type: () => Uuid, description: 'Id of the request.' }) id: string) {
    return helpRequestOf(id);
  }

  @Allow({ roles: DOCUMENT_HELP_READERS, purpose })
  @Query(() => DocumentHelpRequestConnection, {
    description: "Requests of the own territory, a registrar's work list: what falls due first comes first.",
  })
  documentHelpRequests(@Args() args: DocumentHelpListArgs): Promise<Page<DocumentHelpRequest>> {
    return listHelpRequests(args);
  }

  @Allow({ roles: DOCUMENT_HELPERS, purpose })
  @Mutation(() => DocumentHelpRequest, { description: 'OPEN → IN_PROGRESS. You help with it from now on.' })
  beginDocumentHelp(
    @Args('input', { description: 'Which request.' }) input: BeginDocumentHelpInput,
  ): Promise<DocumentHelpRequest> {
    return this.helps.begin(input);
  }

  @Allow({ roles: DOCUMENT_HELPERS, purpose })
  @Mutation(() => DocumentHelpRequest, { description: 'IN_PROGRESS → HELPED. The parent has the document.' })
  recordDocumentHelped(
    @Args('input', { description: 'Which request, and since when.' }) input: RecordDocumentHelpedInput,
  ): Promise<DocumentHelpRequest> {
    return this.helps.helped(input);
  }

  @Allow({ roles: DOCUMENT_HELPERS, purpose })
  @Mutation(() => DocumentHelpRequest, { description: 'IN_PROGRESS → NOT_POSSIBLE. The document could not be got.' })
  recordDocumentNotPossible(
    @Args('input', { description: 'Which request, and why not.' }) input: RecordDocumentNotPossibleInput,
  ): Promise<DocumentHelpRequest> {
    return this.helps.notPossible(input);
  }

  @ResolveReference()
  byReference({ id }: { id: string }): Promise<DocumentHelpRequest | null> {
    return helpRequestOf(id);
  }

  @ResolveField(() => Person, {
    nullable: true,
    description: 'The child for whose certificate the document is lacking; null: nobody has decided who it is.',
  })
  child(@Parent() { childId }: DocumentHelpRequest): Promise<Person | null> | null {
    return childId === null ? null : personOf(childId);
  }

  @ResolveField(() => Person, {
    nullable: true,
    description: 'The parent, where the registry knows who it is and nothing forbids to name them.',
  })
  parentPerson(@Parent() { parentPersonId }: DocumentHelpRequest): Promise<Person | null> | null {
    return parentPersonId === null ? null : personOf(parentPersonId);
  }

  @ResolveField(() => Territory, { nullable: true, description: 'The territory whose registrars help.' })
  territory(@Parent() { territoryCode }: DocumentHelpRequest): Territory | null {
    return this.territories.of(territoryCode);
  }

  @ResolveField(() => [AllowedAction], { description: 'What you may do with the request now, and why not the rest.' })
  allowedActions(@Parent() { state }: DocumentHelpRequest): AllowedAction[] {
    const byRole = hasRole(tx().principal, DOCUMENT_HELPERS);
    return DOCUMENT_HELP_ACTIONS.map((action) => {
      const allowed = byRole && helpAfter(state, action) !== null;
      const reason = byRole ? 'STATE_DOES_NOT_ALLOW' : 'ROLE_NOT_ALLOWED';
      return { action, allowed, reason: allowed ? null : reason };
    });
  }
}
