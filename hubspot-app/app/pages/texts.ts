/** Every sentence of the app pages, for the people who keep the integration running. */
export const texts = {
  health: {
    title: 'Integration health',
    loading: 'Loading health',
    failed: 'The health of the integration could not be loaded',
    today: 'Today',
    sessionsSynced: 'Conversations synced',
    tasksCreated: 'Tasks created',
    contactsUpdated: 'Contacts updated',
    errors: 'Errors',
    queue: 'Queue',
    waiting: 'Waiting',
    running: 'Running',
    retrying: 'Retrying',
    failedSyncs: 'Failed',
    held: 'On hold',
    lastSync: (moment: string) => `Last sync ${moment}`,
    never: 'No conversation was synced yet.',
    status: {
      not_connected: 'Not connected',
      active: 'Connected',
      paused: 'Paused',
      reconnect_required: 'Reconnect needed',
    },
  },
};
