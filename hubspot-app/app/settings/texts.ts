/** What the page says before our server has answered, or when it did not; all other words come with the form. */
export const texts = {
  loading: 'Loading settings',
  failed: 'The settings could not be loaded',
};
