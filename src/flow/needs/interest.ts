/** Pure: what the person said interests them, as flows ask for it. */

export interface InterestSnapshots {
  /** Topics of classes, in the order they were chosen. */
  readonly interests: readonly string[];
}
