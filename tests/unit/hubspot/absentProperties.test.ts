import { absentProperties } from '../../../server/hubspot/absentProperties.ts';
import { context, created, input, refusal, writer } from '../../support/fakeBatches.ts';

const listed = (...names: string[]) =>
  `Property values were not valid: ${JSON.stringify(
    names.map((name) => ({
      isValid: false,
      message: `Property "${name}" does not exist`,
      error: 'PROPERTY_DOESNT_EXIST',
      name,
    })),
  )}`;

describe('properties a portal does not have', () => {
  it.each([
    ['by code', { errors: [{ code: 'PROPERTY_DOESNT_EXIST', context: { propertyName: ['a'] } }] }, ['a']],
    ['in the list of the message, as a 207 has it', { message: listed('a', 'b') }, ['a', 'b']],
    ['in a sentence', { message: 'Property "a" does not exist' }, ['a']],
    [
      'and not what only has a bad value',
      {
        errors: [
          { code: 'PROPERTY_DOESNT_EXIST', context: { propertyName: 'a' } },
          { code: 'INVALID_OPTION', context: { propertyName: ['b'] } },
        ],
        message: `${listed('a').slice(0, -1)},{"isValid":false,"error":"INVALID_OPTION","name":"b"}]`,
      },
      ['a'],
    ],
    ['and nothing where HubSpot names none', { message: 'Invalid input.' }, []],
  ])('are read %s', (_how, said, names) => {
    expect(absentProperties(said)).toEqual(names);
  });

  it('fail every input that carries one at once; the others of the batch are written', async () => {
    const { asked, write } = writer((given) => {
      if (given.some(({ properties }) => 'gone' in properties))
        throw refusal(400, { category: 'VALIDATION_ERROR', message: listed('gone') });
      return { results: given.map(created) };
    });
    const page = [
      ...Array.from({ length: 60 }, (_, index) => input(`bad${index}`, { gone: 'x', subject: 's' })),
      ...Array.from({ length: 40 }, (_, index) => input(`good${index}`)),
    ];
    const outcomes = await write(context, 'objects.create', 'contacts', page);
    expect(asked.map((inputs) => inputs.length)).toEqual([100, 40]);
    expect(page.map(({ key }) => outcomes.get(key)?.ok)).toEqual(
      page.map(({ key }) => key.startsWith('good')),
    );
  });
});
