import type { DoctorCheck } from './port.js';

/** Which Regions a geographic inference profile may be called from, by the beginning of their names. */
const GEOGRAPHIES: { readonly [profile: string]: readonly string[] } = {
  us: ['us-east-', 'us-west-', 'ca-'],
  'us-gov': ['us-gov-'],
  ca: ['ca-'],
  eu: ['eu-'],
  apac: ['ap-'],
  jp: ['ap-northeast-1', 'ap-northeast-3'],
  au: ['ap-southeast-2', 'ap-southeast-4', 'ap-southeast-6'],
};

/** Whether each model's inference profile belongs to the Region that is called. */
export function regionCheck(region: string, models: readonly string[]): DoctorCheck {
  const strangers = models.filter((model) => {
    const name = model.slice(model.lastIndexOf('/') + 1);
    const allowed = GEOGRAPHIES[name.slice(0, name.indexOf('.'))];
    return allowed !== undefined && !allowed.some((start) => region.startsWith(start));
  });
  const base = { check: 'region', subject: region } as const;
  if (strangers.length === 0) {
    return {
      ...base,
      state: 'ok',
      detail: 'the models’ inference profiles can be called from it',
      remedy: null,
    };
  }
  return {
    ...base,
    state: 'failed',
    detail: `${strangers.join(', ')} cannot be called from ${region}`,
    remedy: 'Use a global. profile or the one of this geography, or another --region.',
  };
}
