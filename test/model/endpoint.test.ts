import { expect, it } from 'vitest';
import { bedrockEndpointFromEnv, isLoopbackEndpoint } from '../../src/model/index.js';

it.each([
  'http://localhost:8080',
  'http://LOCALHOST',
  'http://localhost.:1',
  'https://bedrock.localhost/path',
  'http://127.0.0.1:4566',
  'http://127.1',
  'http://127.255.0.3',
  'http://2130706433',
  'http://0.0.0.0:80',
  'http://[::1]:8080',
  'http://[::]:8080',
  'http://[::ffff:127.0.0.1]:1',
])('%s is this machine', (url) => {
  expect(isLoopbackEndpoint(url)).toBe(true);
});

it.each([
  'https://bedrock-runtime.us-east-1.amazonaws.com',
  'http://localhost.example.com',
  'http://127.0.0.1.example.com',
  'http://10.0.0.1',
  'http://[2001:db8::1]',
  'https://vpce-0abc.bedrock-runtime.us-east-1.vpce.amazonaws.com',
  'not a url',
  '',
])('%s is not', (url) => {
  expect(isLoopbackEndpoint(url)).toBe(false);
});

it('the endpoint of the service goes before the endpoint of all, unless endpoints are to be ignored', () => {
  const AWS_ENDPOINT_URL = 'http://all';
  const AWS_ENDPOINT_URL_BEDROCK_RUNTIME = 'http://runtime';
  expect(bedrockEndpointFromEnv({})).toBeUndefined();
  expect(bedrockEndpointFromEnv({ AWS_ENDPOINT_URL })).toBe('http://all');
  expect(bedrockEndpointFromEnv({ AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_BEDROCK_RUNTIME })).toBe(
    'http://runtime',
  );
  expect(bedrockEndpointFromEnv({ AWS_ENDPOINT_URL: '' })).toBeUndefined();
  expect(
    bedrockEndpointFromEnv({ AWS_ENDPOINT_URL, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }),
  ).toBeUndefined();
});
