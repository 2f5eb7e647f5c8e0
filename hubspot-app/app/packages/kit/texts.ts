/** Sentences that cards, settings and pages share: the common states and their next click. */
export const kitTexts = {
  loading: 'Loading',
  failed: 'This could not be loaded',
  noAnswer:
    'liveprompt did not answer, or the connection broke on the way. Nothing is lost. Try again in a moment.',
  denied: {
    title: 'No access to liveprompt here',
    message: 'Your account has no access to this part of liveprompt. Ask an admin of your team to grant it.',
  },
  notConnected: {
    title: 'Connect liveprompt',
    message:
      'This account is not connected to liveprompt yet. An admin can connect it in liveprompt under Integrations.',
  },
  actions: {
    tryAgain: 'Try again',
    checkAgain: 'Check again',
    connect: 'Connect in liveprompt',
  },
};
