import { hubspotReturnUrl } from '../../../server/installs/returnUrl.ts';

describe('returnUrl guard', () => {
  it.each([
    'https://app.hubspot.com/integrations-oauth/123',
    'https://app-eu1.hubspot.com/integrations/123?x=1&y=a%20b#top',
    'https://app.hubspot.com',
    'https://app-na2.hubspot.com/',
  ])('lets %s through unchanged in meaning', (given) => {
    expect(hubspotReturnUrl(given)?.toString()).toBe(new URL(given).toString());
  });

  it.each([
    '//evil.example',
    '/local',
    '',
    'https://evil.example',
    'http://app.hubspot.com/x',
    'https://app.hubspot.com@evil.example/',
    'https://app.hubspot.com:pw@evil.example/',
    'https://user@app.hubspot.com/',
    'https://app.hubspot.com.evil.example/',
    'https://app.hubspot.com.evil.com/',
    'https://app-eu1.hubspot.com.evil.com',
    'https://evilapp.hubspot.com/',
    'https://app.evil.hubspot.com/',
    'https://app-.hubspot.com/',
    'https://app-eu1-x.hubspot.com/',
    'https://appeu1.hubspot.com/',
    'https://app.hubspot.com:443/',
    'https://app.hubspot.com:8443/',
    'https://app.hubspot.com\\@evil.example/',
    'https://app.hubspot.com\\.evil.example/',
    'https:\\\\app.hubspot.com/',
    'https:/app.hubspot.com/',
    'https:app.hubspot.com/',
    'https:///app.hubspot.com/',
    ' https://app.hubspot.com/',
    'https://app.hubspot.com/\n',
    'https://app.hub\tspot.com/',
    'https://app%2ehubspot.com/',
    'https://app.hubspot.com%2f@evil.com/',
    'https://app。hubspot.com/',
    'https://APP.HUBSPOT.COM.evil.com/',
    'https://app.hubspot.com./',
    'https://hubspot.com/',
    'https://api.hubspot.com/',
    'javascript://app.hubspot.com/%0aalert(1)',
    'data:text/html,https://app.hubspot.com',
    `https://app.hubspot.com/${'a'.repeat(2_100)}`,
  ])('refuses %j', (given) => {
    expect(hubspotReturnUrl(given)).toBeUndefined();
  });
});
