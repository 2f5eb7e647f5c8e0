import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../hubspot-project/paths.ts';

/** `no_consent: …`: how every reason for leaving something out begins. */
const REASON = /^([a-z]+(?:_[a-z]+)*): /;

/** Embedded engine, reference and this product's own plumbing: nothing of these is shown to people. */
const UNSEEN = /^(store|http\/reference)/;
/** Codes of zod's and Mongo's own errors, which look the same in the source. */
const FOREIGN = new Set(['custom']);

/** Error codes and reasons that the source can produce, read from its syntax tree. */
export function codesInSource(): { errors: string[]; reasons: string[] } {
  const errors = new Set<string>();
  const reasons = new Set<string>();
  const root = join(projectRoot(), 'server');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.ts') && !UNSEEN.test(name))) {
    const source = ts.createSourceFile(
      file,
      readFileSync(join(root, file), 'utf8'),
      ts.ScriptTarget.Latest,
      true,
    );
    collect(source, errors, reasons);
  }
  return { errors: [...errors].sort(), reasons: [...reasons].sort() };
}

function collect(node: ts.Node, errors: Set<string>, reasons: Set<string>): void {
  const text = beginningOf(node);
  const reason = text === undefined ? undefined : REASON.exec(text)?.[1];
  if (reason) reasons.add(reason);
  if (ts.isPropertyAssignment(node) && node.name.getText() === 'code') strings(node.initializer, errors);
  if (ts.isCallExpression(node) && node.expression.getText() === 'badRequest' && node.arguments[0]) {
    strings(node.arguments[0], errors);
  }
  // HubSpot's own codes get their name from a list (classify.ts).
  if (ts.isVariableDeclaration(node) && node.name.getText() === 'FINAL_CODES') {
    const found = new Set<string>();
    if (node.initializer) strings(node.initializer, found);
    for (const code of found) errors.add(`hubspot_${code.toLowerCase()}`);
  }
  if (ts.isFunctionDeclaration(node) && node.name?.text === 'finalCode')
    strings(node, errors, /^hubspot_[a-z]+/);
  ts.forEachChild(node, (child) => collect(child, errors, reasons));
}

function strings(node: ts.Node, into: Set<string>, shape = /^[a-z]+(_[a-z]+)*$|^[A-Z]+(_[A-Z]+)+$/): void {
  if (ts.isStringLiteral(node) && shape.test(node.text) && !FOREIGN.has(node.text)) into.add(node.text);
  ts.forEachChild(node, (child) => strings(child, into, shape));
}

function beginningOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  return ts.isTemplateExpression(node) ? node.head.text : undefined;
}
