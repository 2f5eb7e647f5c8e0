/** All callers of a process ask at once, for the tokens of several portals beside each other. */
export interface Asking {
  portalId: string;
  callers: number;
  /** HubSpot answered 401 to this token; undefined when it only grew old. */
  refused: string | undefined;
}

export interface Asked {
  portalId: string;
  /** The different tokens that the callers were given; one, if all is well. */
  tokens: string[];
  errors: string[];
}
