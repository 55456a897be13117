import { fieldsOf } from './fields-of.js';

/**
 * Middleware for the `deserialize` step of a streaming command, beneath the SDK's own: an answer of status 200 that
 * says it is something else than an event stream (a proxy's page) is refused as `UnexpectedBodyError`, and its
 * connection is closed.
 */
export const refuseOtherThanEventStream =
  <A, R extends { readonly response: unknown }>(next: (args: A) => Promise<R>) =>
  async (args: A): Promise<R> => {
    const result = await next(args);
    const { statusCode, headers, body } = fieldsOf(result.response);
    const type = fieldsOf(headers)['content-type'];
    if (statusCode !== 200 || typeof type !== 'string' || /eventstream/i.test(type)) return result;
    const { destroy } = fieldsOf(body);
    if (typeof destroy === 'function') destroy.call(body);
    const message = 'the answer (HTTP 200) is no event stream of Bedrock; does something stand between?';
    throw Object.assign(new Error(message), {
      name: 'UnexpectedBodyError',
      $metadata: { httpStatusCode: 200, attempts: 1 },
    });
  };
