import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { CallObserver } from '../graph/data-source.js';

const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The gateway's metrics. Labels name kinds, and never who or what was asked for. */
export function gatewayMetrics() {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const duration = new Histogram({
    name: 'kamkor_gateway_request_seconds',
    help: 'Seconds from the request to its answer.',
    labelNames: ['operation', 'status'],
    buckets: SECONDS,
    registers,
  });
  const calls = new Histogram({
    name: 'kamkor_gateway_subgraph_seconds',
    help: 'Seconds of a call to a subgraph, with a repetition where there was one.',
    labelNames: ['service', 'outcome'],
    buckets: SECONDS,
    registers,
  });
  const errors = new Counter({
    name: 'kamkor_gateway_errors_total',
    help: 'Errors given to clients, by published code.',
    labelNames: ['code'],
    registers,
  });
  const unknownCodes = new Counter({
    name: 'kamkor_gateway_unknown_codes_total',
    help: 'Codes in answers of a service that the supergraph does not know: the service is a release ahead.',
    labelNames: ['service'],
    registers,
  });
  const inFlight = new Gauge({
    name: 'kamkor_gateway_in_flight',
    help: 'Requests being answered.',
    registers,
  });
  const observeCall: CallObserver = (service, seconds, outcome) => calls.observe({ service, outcome }, seconds);
  return {
    observeCall,
    began: () => inFlight.inc(),
    ended(operation: string, status: number, seconds: number) {
      inFlight.dec();
      duration.observe({ operation, status }, seconds);
    },
    gotUnknownCodes: (service: string, count: number) => unknownCodes.inc({ service }, count),
    gaveError: (code: string) => errors.inc({ code }),
    contentType: register.contentType,
    text: () => register.metrics(),
  };
}

export type GatewayMetrics = ReturnType<typeof gatewayMetrics>;
