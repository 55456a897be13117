import { signedService } from './authenticate.js';
import {
  ClientLeft,
  headerOf,
  pathOf,
  type Reporter,
  type ServiceHandler,
  sendError,
  sendJson,
} from './exchange.js';
import type { WireRequest, WireResponse } from './listener.js';
import { serviceError } from './service-error.js';

/** The services behind the one port. One that is left out knows no operation. */
export interface Services {
  /** `/model/…` */
  readonly runtime?: ServiceHandler;
  /** `/model-invocation-job…` and `/model-invocation-jobs` */
  readonly controlPlane?: ServiceHandler;
  /** `/foundation-model-availability/…`, and Service Quotas, which is told by its `x-amz-target`. */
  readonly account?: ServiceHandler;
  /** Everything that is nobody else's: S3 in path style. */
  readonly storage?: ServiceHandler;
}

/** Where the handler takes what it tells of itself. */
export interface StatsReporter extends Reporter {
  readonly stats: () => object;
}

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]', '::1']);

/** One request handler for both protocols: finds the service of a path. */
export function createHandler(
  services: Services,
  reporter: StatsReporter,
): (request: WireRequest, response: WireResponse) => void {
  return (request, response) => {
    response.on('error', () => undefined);
    serve(request, response, services, reporter).catch((error: unknown) => {
      if (error instanceof ClientLeft || (request.destroyed && !request.complete))
        return reporter.line('the client broke off');
      reporter.line(`internal error: ${error instanceof Error ? error.message : String(error)}`);
      sendError(response, serviceError('InternalServerException', 'The emulator failed.'), reporter);
    });
  };
}

async function serve(
  request: WireRequest,
  response: WireResponse,
  services: Services,
  reporter: StatsReporter,
): Promise<void> {
  if (!isLoopbackHost(request)) {
    const error = serviceError('AccessDeniedException', 'The emulator answers loopback hosts only.');
    return sendError(response, error, reporter);
  }
  const path = pathOf(request);
  if (path === '/_parsimony/stats' && request.method === 'GET') {
    return sendJson(response, 200, JSON.stringify(reporter.stats()));
  }
  const service = serviceOf(path, request, services);
  if (service === undefined) return sendError(response, unknownOperation(request), reporter);
  return service(request, response);
}

function serviceOf(path: string, request: WireRequest, services: Services): ServiceHandler | undefined {
  // A bucket may have any name: what is signed for S3 is S3's.
  if (signedService(request) === 's3') return services.storage;
  if (path.startsWith('/model/')) return services.runtime;
  if (path.startsWith('/_parsimony/')) return undefined;
  if (
    path.startsWith('/foundation-model-availability/') ||
    (path === '/' && 'x-amz-target' in request.headers)
  )
    return services.account;
  return /^\/model-invocation-jobs?(?:\/|$)/.test(path) ? services.controlPlane : services.storage;
}

/** What a path is answered that no operation of the emulator has. */
export function unknownOperation(request: WireRequest) {
  return serviceError(
    'UnknownOperationException',
    `The emulator does not know ${request.method ?? ''} ${pathOf(request)}.`,
  );
}

/** A name of this machine in `host` or `:authority`: a web page that rebinds its name gets nothing. */
function isLoopbackHost(request: WireRequest): boolean {
  const host = headerOf(request, ':authority') ?? headerOf(request, 'host') ?? '';
  return loopbackNames.has(host.replace(/:\d+$/, '').toLowerCase());
}
