import { parse, print } from 'graphql';

/** The two subgraphs of specs and of the bench: the shape of the real ones, with data made up from the id. */
export const civilRegistrySdl = parse(/* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])
  scalar NonEmptyString
  type Query {
    person(id: ID!): Person
    whoAmI: Caller!
  }
  type Mutation {
    issueCertificate(person: ID!, number: NonEmptyString): Person
  }
  type Caller { subject: String! roles: [String!]! person: ID territory: String language: String key: String purpose: String request: String! forged: Boolean! }
  type Person @key(fields: "id") {
    id: ID!
    givenName: String
    familyName: String
    bornOn: String
    territory: String
    number(of: NonEmptyString): String
    secret: String
  }
`);

export const birthsSdl = parse(/* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])
  type Query {
    notifications(first: Int! = 10): NotificationPage!
    statistics: Int!
  }
  type Mutation {
    notifyBirth(facility: String!, input: BirthInput): Notification
  }
  input BirthInput { bornOn: String! weight: Int children: [BirthInput!] }
  type NotificationPage { nodes: [Notification!]! totalCount: Int! }
  enum DocumentationState { AWAITING_APPLICATION DOCUMENTED }
  enum Reason { TOO_FAR NO_DOCUMENTS }
  type Notification @key(fields: "id") {
    id: ID!
    state: DocumentationState
    reasons: [Reason]!
    version: Int!
    facility: String!
    territory: String!
    bornOn: String!
    notifiedAt: String!
    child: Person
  }
  type Person @key(fields: "id") { id: ID! documentation: Documentation watched: Boolean! }
  type Documentation { state: DocumentationState dueAt: String }
`);

/** Births before a field came to it. */
export const earlierBirthsSdl = parse(print(birthsSdl).replace('dueAt: String', ''));

/** What births adds to that a release later. */
export const laterBirthsSdl = parse(/* GraphQL */ `
  extend enum DocumentationState { LEFT_THE_COUNTRY }
  extend enum Reason { OFFICE_CLOSED }
`);

export const personId = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const person = (id: string) => ({
  __typename: 'Person',
  id,
  givenName: `Айгүл ${id.slice(-4)}`,
  familyName: 'Асанова',
  bornOn: '2024-05-25',
  territory: 'KG-C-03-02',
});

export const notification = (n: number) => ({
  id: `n-${n}`,
  state: 'AWAITING_APPLICATION',
  reasons: ['TOO_FAR'],
  version: 1,
  facility: 'F-0001',
  territory: 'KG-C-03-02',
  bornOn: '2024-05-25',
  notifiedAt: '2024-05-25T04:30:00Z',
  child: { __typename: 'Person', id: personId(n) },
});

export const documentation = { state: 'AWAITING_APPLICATION', dueAt: '2024-07-25T00:00:00+06:00' };
