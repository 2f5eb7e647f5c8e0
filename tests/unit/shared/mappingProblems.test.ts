import { MAPPABLE_OBJECTS } from '../../../shared/options.ts';
import { conversionProblem, optionFor, reservedProblem } from '../../../shared/mappingProblems.ts';
import { SESSION_FIELDS, sessionField, type SessionField } from '../../../shared/sessionFields.ts';

const field = (path: string): SessionField => {
  const found = sessionField(path);
  if (!found) throw new Error(`no field ${path}`);
  return found;
};
const property = (type: Parameters<typeof conversionProblem>[1]['type'], more: object = {}) => ({
  name: 'target',
  label: 'Target',
  type,
  fieldType: 'text',
  options: [],
  ...more,
});
const RISK = ['LOW', 'MEDIUM', 'HIGH'].map((value) => ({
  value,
  label: value.charAt(0) + value.slice(1).toLowerCase(),
}));

describe('the fields of a conversation that can be mapped', () => {
  it('have one path and one label each', () => {
    expect(new Set(SESSION_FIELDS.map(({ path }) => path)).size).toBe(SESSION_FIELDS.length);
    expect(new Set(SESSION_FIELDS.map(({ label }) => label)).size).toBe(SESSION_FIELDS.length);
  });

  it('are known by their path and by nothing else', () => {
    expect(sessionField('insights.budget.max')?.type).toBe('money');
    expect(sessionField('insights.budget')).toBeUndefined();
    expect(sessionField('toString')).toBeUndefined();
  });

  it('all fit into text', () => {
    for (const one of SESSION_FIELDS) expect(conversionProblem(one, property('string'))).toBeNull();
  });

  it.each([
    ['insights.budget.max', property('number'), null],
    ['summary.brief', property('number'), /"Brief" is text, but "Target" takes a number/],
    ['insights.competitors', property('number'), /is a list, but "Target" takes a number/],
    ['started_at', property('date'), null],
    ['started_at', property('bool'), /takes yes or no/],
    ['insights.budget.confirmed', property('bool', { fieldType: 'booleancheckbox' }), null],
    ['insights.budget.confirmed', property('datetime'), /takes a date and time/],
    ['host.name', property('string', { fieldType: 'file' }), /holds files/],
    ['insights.renewal_risk.level', property('enumeration', { options: RISK }), null],
    [
      'summary.sentiment',
      property('enumeration', { options: RISK }),
      /no option for any value of "Sentiment" \(positive, neutral, negative\)/,
    ],
    ['insights.competitors', property('enumeration', { options: RISK }), /takes only one option/],
    ['insights.competitors', property('enumeration', { options: RISK, fieldType: 'checkbox' }), null],
    ['host.email', property('enumeration'), /has no options of its own/],
  ])('says what hinders %s', (path, target, problem) => {
    const answer = conversionProblem(field(path), target);
    if (problem === null) expect(answer).toBeNull();
    else expect(answer).toMatch(problem);
  });

  it('find an option exactly, by its value or by its label', () => {
    expect(optionFor(RISK, { value: 'HIGH', label: 'HIGH' })?.value).toBe('HIGH');
    expect(optionFor(RISK, { value: 'high', label: 'High' })?.value).toBe('HIGH');
    expect(optionFor(RISK, { value: 'hig', label: 'hig' })).toBeUndefined();
    expect(optionFor(RISK, { value: 'highest', label: 'Highest' })).toBeUndefined();
  });

  it('never go where liveprompt writes by a rule of its own', () => {
    expect(reservedProblem('deal', 'dealstage')).toMatch(/stage rules/);
    expect(reservedProblem('contact', 'email')).toMatch(/recognises the contact/);
    expect(reservedProblem('deal', 'amount')).toBeNull();
    for (const object of MAPPABLE_OBJECTS) expect(reservedProblem(object, 'toString')).toBeNull();
  });
});
