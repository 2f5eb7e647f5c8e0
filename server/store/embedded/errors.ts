/** The codes of mongod's error_codes.yml that this engine can answer with. */
export const CODE = {
  BadValue: 2,
  FailedToParse: 9,
  TypeMismatch: 14,
  IllegalOperation: 20,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  DollarPrefixedFieldName: 52,
  NotSingleValueField: 54,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  CommandNotSupported: 115,
  CannotIndexParallelArrays: 171,
  NotImplemented: 238,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  MissingField: 40414,
  UnknownField: 40415,
} as const;

export type CodeName = keyof typeof CODE;

/**
 * An answer `{ok: 0}` on the wire. It is not an AppError because no person reads it: the driver turns it
 * into its own MongoServerError on the other side of the socket.
 */
export class WireError extends Error {
  readonly code: number;

  constructor(
    readonly codeName: CodeName,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'WireError';
    this.code = CODE[codeName];
  }
}

/** mongod could do this, this engine cannot: refusing is better than nearly doing it. */
export function notImplemented(what: string): WireError {
  return new WireError('NotImplemented', `the embedded store does not implement ${what}`);
}
