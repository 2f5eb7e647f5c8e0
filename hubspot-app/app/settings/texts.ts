/** Every sentence of the settings page, for the admin who decides what liveprompt does. */
export const texts = {
  loading: 'Loading settings',
  failed: 'The settings could not be loaded',
  connection: {
    title: 'Connection',
    status: {
      not_connected: 'Not connected',
      active: 'Connected',
      paused: 'Paused',
      reconnect_required: 'Reconnect needed',
    },
  },
};
