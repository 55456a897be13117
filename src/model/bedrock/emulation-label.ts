import { isLoopbackHost } from './endpoint.js';

/** The header by which an emulator says what it is, on whatever host it runs. */
export const EMULATOR_HEADER = 'x-parsimony-emulator';

/** Remembers which answers of an SDK client came from an emulator. */
export interface EmulationLabel {
  /** Middleware for the `deserialize` step, around the SDK's own deserializer. */
  readonly middleware: <
    A extends { readonly request: unknown },
    R extends { readonly response: unknown; readonly output?: object | undefined },
  >(
    next: (args: A) => Promise<R>,
  ) => (args: A) => Promise<R>;
  readonly has: (output: object) => boolean;
}

/**
 * An answer is emulated when it carries the emulator's header or came from this machine. The host is looked at
 * because a profile in ~/.aws/config can redirect the SDK without our seeing it.
 */
export function createEmulationLabel(): EmulationLabel {
  const emulated = new WeakSet<object>();
  return {
    middleware: (next) => async (args) => {
      const result = await next(args);
      const { headers = {} } = (result.response ?? {}) as { readonly headers?: Headers };
      const { hostname = '' } = (args.request ?? {}) as { readonly hostname?: string };
      const isEmulated = headers[EMULATOR_HEADER] !== undefined || isLoopbackHost(hostname);
      if (isEmulated && result.output !== undefined) emulated.add(result.output);
      return result;
    },
    has: (output) => emulated.has(output),
  };
}

interface Headers {
  readonly [name: string]: string | undefined;
}
