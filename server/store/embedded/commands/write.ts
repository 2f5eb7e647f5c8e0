import { assertKnown, boolOf, docOf, listOf, refuse, textOf, writeError } from '../arguments.ts';
import { WireError } from '../errors.ts';
import { applyUpdate, pick, refuseArrayFilters, withId } from '../mutate.ts';
import { compileProjection } from '../projection.ts';
import { isDoc } from '../values.ts';
import type { Doc } from '../values.ts';
import type { Command, Commands } from './command.ts';
import { assertHint } from './read.ts';

/** Runs statements in order; `ordered` (the default) stops at the first that fails. */
function runEach(
  command: Doc,
  statements: readonly Doc[],
  run: (statement: Doc, index: number) => void,
): Doc[] {
  const ordered = command['ordered'] !== false;
  const errors: Doc[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index);
    } catch (error) {
      errors.push(writeError(index, error));
      if (ordered) break;
    }
  }
  return errors;
}

const failures = (errors: readonly Doc[]): Doc => (errors.length > 0 ? { writeErrors: errors } : {});

const insert: Command = (command, database, { databases }) => {
  assertKnown(command, 'insert', ['documents', 'ordered', 'bypassDocumentValidation']);
  const collection = databases.obtain(database, textOf(command, 'insert'));
  let n = 0;
  const errors = runEach(command, listOf(command, 'documents'), (doc) => {
    collection.insert(withId(doc));
    n += 1;
  });
  return { n, ...failures(errors) };
};

const UPDATE_FIELDS = ['q', 'u', 'multi', 'upsert', 'hint', 'collation', 'arrayFilters', 'c', 'sort'];

const update: Command = (command, database, { databases, clock }) => {
  assertKnown(command, 'update', ['updates', 'ordered', 'bypassDocumentValidation', 'let']);
  refuse(command, ['let']);
  const collection = databases.obtain(database, textOf(command, 'update'));
  const upserted: Doc[] = [];
  let [n, nModified] = [0, 0];
  const errors = runEach(command, listOf(command, 'updates'), (statement, index) => {
    assertKnown(statement, 'updates', UPDATE_FIELDS);
    refuse(statement, ['collation', 'c', 'sort']);
    refuseArrayFilters(statement);
    assertHint(statement, collection);
    const result = applyUpdate(
      collection,
      {
        filter: docOf(statement, 'q'),
        update: statement['u'],
        upsert: boolOf(statement, 'upsert'),
        multi: boolOf(statement, 'multi'),
      },
      clock.now(),
    );
    n += result.inserted ? 1 : result.matched;
    nModified += result.modified;
    if (result.inserted) upserted.push({ index, _id: result.inserted['_id'] });
  });
  return { n, nModified, ...(upserted.length > 0 ? { upserted } : {}), ...failures(errors) };
};

const remove: Command = (command, database, { databases }) => {
  assertKnown(command, 'delete', ['deletes', 'ordered', 'let']);
  refuse(command, ['let']);
  const collection = databases.obtain(database, textOf(command, 'delete'));
  let n = 0;
  const errors = runEach(command, listOf(command, 'deletes'), (statement) => {
    assertKnown(statement, 'deletes', ['q', 'limit', 'hint', 'collation']);
    refuse(statement, ['collation']);
    assertHint(statement, collection);
    const limit = statement['limit'];
    if (limit !== 0 && limit !== 1) {
      throw new WireError('FailedToParse', 'The limit field in delete objects must be 0 or 1');
    }
    for (const row of pick(collection, docOf(statement, 'q'), limit === 0)) {
      collection.remove(row);
      n += 1;
    }
  });
  return { n, ...failures(errors) };
};

const MODIFY_FIELDS =
  'query sort remove update new fields upsert bypassDocumentValidation arrayFilters hint collation let';

const findAndModify: Command = (command, database, { databases, clock }) => {
  const name = 'findAndModify' in command ? 'findAndModify' : 'findandmodify';
  assertKnown(command, name, MODIFY_FIELDS.split(' '));
  refuse(command, ['collation', 'let']);
  refuseArrayFilters(command);
  const collection = databases.obtain(database, textOf(command, name));
  assertHint(command, collection);
  const filter = docOf(command, 'query');
  const project = compileProjection(command['fields']);
  const show = (doc: unknown): unknown => (isDoc(doc) ? project(doc) : null);
  if (boolOf(command, 'remove')) {
    if (command['update'] !== undefined || boolOf(command, 'new') || boolOf(command, 'upsert')) {
      throw new WireError('FailedToParse', 'Cannot specify both an update or new or upsert and remove=true');
    }
    const [row] = pick(collection, filter, false, command['sort']);
    if (row) collection.remove(row);
    return { lastErrorObject: { n: row ? 1 : 0 }, value: show(row?.doc) };
  }
  if (command['update'] === undefined) {
    throw new WireError('FailedToParse', 'Either an update or remove=true must be specified');
  }
  const result = applyUpdate(
    collection,
    {
      filter,
      update: command['update'],
      upsert: boolOf(command, 'upsert'),
      multi: false,
      sort: command['sort'],
    },
    clock.now(),
  );
  const after = boolOf(command, 'new') ? (result.inserted ?? result.after) : result.before;
  return {
    lastErrorObject: {
      n: result.inserted ? 1 : result.matched,
      updatedExisting: result.matched > 0,
      ...(result.inserted ? { upserted: result.inserted['_id'] } : {}),
    },
    value: show(after),
  };
};

export const writeCommands: Commands = {
  insert,
  update,
  delete: remove,
  findAndModify,
  findandmodify: findAndModify,
};
