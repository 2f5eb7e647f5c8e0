/** What a card says before our server has answered, or when it did not; all other words come with the answer. */
export const texts = {
  loading: 'Loading conversations',
  failed: 'The conversations could not be loaded',
  denied: 'No access to these conversations',
};
