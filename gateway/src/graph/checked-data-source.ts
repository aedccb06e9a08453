import type { GraphQLDataSource } from '@apollo/gateway';
import { type Language, standard } from '@kamkor/errors';
import type { CallContext } from './data-source.js';
import type { KnownCodes, UnknownCode } from './known-codes.js';

/** Told of the codes in one answer of a service that the graph does not know. */
export type NoticeUnknown = (service: string, unknown: readonly UnknownCode[]) => void;

type Options = Parameters<GraphQLDataSource['process']>[0];
type Answer = Awaited<ReturnType<GraphQLDataSource['process']>>;

/**
 * Adds an error to a service's answer for each code that the graph does not know, as if the service had given it. The
 * planner's library makes null of the code; so the client hears that this null is no empty value.
 */
export class CheckedDataSource implements GraphQLDataSource {
  constructor(
    private readonly service: string,
    private readonly source: GraphQLDataSource,
    private readonly known: Promise<KnownCodes>,
    private readonly notice: NoticeUnknown,
  ) {}

  async process(options: Options): Promise<Answer> {
    const answer = await this.source.process(options);
    const document = 'document' in options ? options.document : undefined;
    if (!document || !answer.data) return answer;
    const unknown = (await this.known).unknownIn(document, answer.data);
    if (unknown.length === 0) return answer;
    this.notice(this.service, unknown);
    const { service } = this;
    const { headers } = options.context as unknown as CallContext;
    const refusal = standard.valueUnknown({ service }, { service });
    const message = refusal.in(headers['accept-language'] as Language);
    const { code, reason } = refusal;
    const told = unknown.map(({ path }) => ({ message, path, extensions: { code, reason, service } }));
    return { ...answer, errors: [...(answer.errors ?? []), ...told] };
  }
}
