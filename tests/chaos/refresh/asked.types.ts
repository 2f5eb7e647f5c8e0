/** All callers of a process ask at once. */
export interface Asking {
  portalId: string;
  callers: number;
  /** HubSpot answered 401 to this token; undefined when it only grew old. */
  refused: string | undefined;
}

export interface Asked {
  /** The different tokens that the callers were given; one, if all is well. */
  tokens: string[];
  errors: string[];
}
