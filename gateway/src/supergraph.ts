import { composeServices } from '@apollo/composition';
import type { DocumentNode } from 'graphql';

export interface SubgraphSchema {
  readonly name: string;
  readonly typeDefs: DocumentNode;
}

/** Composes subgraphs, in the order of their names. Throws one Error with every conflict. */
export function composedSupergraph(subgraphs: readonly SubgraphSchema[]): string {
  const ordered = [...subgraphs].sort((a, b) => (a.name < b.name ? -1 : 1));
  // The address is a placeholder: where a subgraph runs is said by the deployment, and not by the contract.
  const { supergraphSdl, errors } = composeServices(
    ordered.map(({ name, typeDefs }) => ({ name, typeDefs, url: `http://${name}/graphql` })),
  );
  if (errors) throw new Error(`The subgraphs do not fit together:\n${errors.map((e) => `- ${e.message}`).join('\n')}`);
  return `${supergraphSdl!.trimEnd()}\n`;
}
