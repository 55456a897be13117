/** The first line of every text output whose numbers came from an emulator (law 10). */
export const EMULATED_LINE =
  'EMULATED — these answers came from the embedded emulator, not from Claude: no number here describes a real model.';
