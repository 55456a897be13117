/** A configuration taken out of every front by something beside the constraints. */
export interface Veto {
  readonly config: number;
  /** Index of the stratum; null: everywhere. */
  readonly stratum: number | null;
  readonly reason: string;
}

/** The reason for which a configuration is out in a stratum (null: anywhere); undefined: it is not. */
export function vetoReason(
  vetoes: readonly Veto[],
  config: number,
  stratum: number | null,
): string | undefined {
  return vetoes.find(
    (veto) =>
      veto.config === config && (veto.stratum === null || stratum === null || veto.stratum === stratum),
  )?.reason;
}
