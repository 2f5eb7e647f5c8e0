import { Refusal } from '../http.ts';

/** The two spellings of one error side by side: RFC 6749 and HubSpot's own (hubspot-api.md §1.5). */
export const oauthError = (error: string, status: string, message: string, violation?: string): Refusal =>
  new Refusal(
    400,
    { message, category: status },
    {
      body: { error, error_description: message, status, message },
      ...(violation === undefined ? {} : { violation }),
    },
  );
