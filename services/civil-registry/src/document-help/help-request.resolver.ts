import { tx } from '@kamkor/persistence';
import { Allow, AllowedAction, type Page, Uuid } from '@kamkor/subgraph';
import { Args, Mutation, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { Person } from '../person/person.entity.js';
import { personOf } from '../person/person-loaders.js';
import { Territories } from '../territory/territories.js';
import { Territory } from '../territory/territory.js';
import { BeginDocumentHelp } from './begin-document-help.js';
import { DOCUMENT_HELP_READERS, DOCUMENT_HELPERS, DocumentHelpRequest } from './help-request.entity.js';
import {
  BeginDocumentHelpInput,
  RecordDocumentHelpedInput,
  RecordDocumentNotPossibleInput,
} from './help-request.input.js';
import { actionsOn } from './help-request-actions.js';
import { DocumentHelpRequestArgs, DocumentHelpRequestConnection, listHelpRequests } from './help-request-list.js';
import { helpRequestOf } from './help-request-loaders.js';
import { RecordDocumentHelped } from './record-document-helped.js';
import { RecordDocumentNotPossible } from './record-document-not-possible.js';

const PURPOSE = 'document help';

@Resolver(() => DocumentHelpRequest)
export class HelpRequestResolver {
  constructor(
    private readonly beginnings: BeginDocumentHelp,
    private readonly helped: RecordDocumentHelped,
    private readonly notPossible: RecordDocumentNotPossible,
    private readonly territories: Territories,
  ) {}

  @Allow({ roles: DOCUMENT_HELP_READERS, purpose: PURPOSE })
  @Query(() => DocumentHelpRequest, {
    nullable: true,
    description: 'A request for help with a document; null if there is none that you may see.',
  })
  documentHelpRequest(@Args('id', { type: () => Uuid, description: 'The request’s id.' }) id: string) {
    return helpRequestOf(id);
  }

  @Allow({ roles: DOCUMENT_HELP_READERS, purpose: PURPOSE })
  @Query(() => DocumentHelpRequestConnection, {
    description: 'Requests of your territory, a registrar’s work list: what is due first comes first.',
  })
  documentHelpRequests(@Args() args: DocumentHelpRequestArgs): Promise<Page<DocumentHelpRequest>> {
    return listHelpRequests(args);
  }

  @Allow({ roles: DOCUMENT_HELPERS, purpose: PURPOSE })
  @Mutation(() => DocumentHelpRequest, {
    nullable: true,
    description: 'OPEN → IN_PROGRESS. From now on you help with it.',
  })
  beginDocumentHelp(
    @Args('input', { description: 'Which request.' }) input: BeginDocumentHelpInput,
  ): Promise<DocumentHelpRequest> {
    return this.beginnings.begin(input);
  }

  @Allow({ roles: DOCUMENT_HELPERS, purpose: PURPOSE })
  @Mutation(() => DocumentHelpRequest, {
    nullable: true,
    description: 'IN_PROGRESS → HELPED. The parent has the document.',
  })
  recordDocumentHelped(
    @Args('input', { description: 'Which request, and since when.' }) input: RecordDocumentHelpedInput,
  ): Promise<DocumentHelpRequest> {
    return this.helped.record(input);
  }

  @Allow({ roles: DOCUMENT_HELPERS, purpose: PURPOSE })
  @Mutation(() => DocumentHelpRequest, {
    nullable: true,
    description: 'IN_PROGRESS → NOT_POSSIBLE. The document could not be obtained.',
  })
  recordDocumentNotPossible(
    @Args('input', { description: 'Which request, and why not.' }) input: RecordDocumentNotPossibleInput,
  ): Promise<DocumentHelpRequest> {
    return this.notPossible.record(input);
  }

  @ResolveReference()
  byReference({ id }: { id: string }): Promise<DocumentHelpRequest | null> {
    return helpRequestOf(id);
  }

  @ResolveField(() => Person, {
    nullable: true,
    description: 'The child whose certificate needs the document; null until somebody has decided who the child is.',
  })
  child(@Parent() { childId }: DocumentHelpRequest): Promise<Person | null> | null {
    return childId === null ? null : personOf(childId);
  }

  @ResolveField(() => Person, {
    nullable: true,
    description: 'The parent, if the registry knows who it is and nothing forbids naming them.',
  })
  parentPerson(@Parent() { parentPersonId }: DocumentHelpRequest): Promise<Person | null> | null {
    return parentPersonId === null ? null : personOf(parentPersonId);
  }

  @ResolveField(() => Territory, { nullable: true, description: 'The territory whose registrars help.' })
  territory(@Parent() { territoryCode }: DocumentHelpRequest): Territory | null {
    return this.territories.of(territoryCode);
  }

  @ResolveField(() => [AllowedAction], {
    description: 'What you may do with the request now, and why you may not do the rest.',
  })
  allowedActions(@Parent() request: DocumentHelpRequest): AllowedAction[] {
    return actionsOn(request, tx().principal);
  }
}
