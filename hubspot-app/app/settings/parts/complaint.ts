/** The server says `is not a time of day` of a value, or a sentence of its own. */
const isClause = (message: string) => /^[a-z]/.test(message);
const ended = (sentence: string) => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`);

/** Under the field it is about. */
export const complaint = (message: string) => ended(isClause(message) ? `This ${message}` : message);

/** Away from the field, so it names it. */
export const complaintAt = (field: string, message: string) =>
  ended(isClause(message) ? `${field} ${message}` : `${field}: ${message}`);
