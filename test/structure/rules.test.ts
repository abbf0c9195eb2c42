import { existsSync, readdirSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/diagnosis/index.ts';
import { sourceFiles } from './source-files.ts';

const FOLDER = 'src/diagnosis/rules/';
const files = sourceFiles
  .filter(({ path }) => path.startsWith(FOLDER))
  .map(({ path, text, imports }) => ({
    id: path.slice(FOLDER.length, -'.ts'.length),
    text,
    imports,
    syntax: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true),
  }));
/** What rules share. */
const framework = sourceFiles
  .filter(({ path }) => /^src\/diagnosis\/[^/]*\.ts$/.test(path))
  .map(({ path, text }) => ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
const ids = files.map(({ id }) => id).sort();

const camelCase = (id: string): string => id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const nodesOf = (root: ts.Node): ts.Node[] => {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    node.forEachChild(visit);
  };
  visit(root);
  return nodes;
};

describe('a rule', () => {
  it('is a file, registered once under its id', () => {
    expect(RULES.map(({ id }) => id).sort()).toEqual(ids);
  });

  it.each(files)('$id is what its file exports, by its name and nothing else', ({ id, syntax }) => {
    const exported = syntax.statements.filter((each) =>
      ts.canHaveModifiers(each)
        ? ts.getModifiers(each)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
        : ts.isExportDeclaration(each),
    );
    expect(exported.map((each) => /^export const (\w+) = defineRule\(/.exec(each.getText())?.[1])).toEqual([
      camelCase(id),
    ]);
  });

  it.each(files)('$id knows no other rule', ({ imports }) => {
    expect(imports.filter((specifier) => specifier.startsWith('./') || specifier.includes('/rules/'))).toEqual([]);
  });

  it.each(ids)('%s has a test of its own', (id) => {
    expect(existsSync(`test/diagnosis/rules/${id}.test.ts`)).toBe(true);
  });

  it.each(RULES.map((rule) => [rule.id, rule] as const))('%s has a page with all its parts', (id, rule) => {
    const { references, ...parts } = rule.page;
    expect(Object.entries(parts).filter(([, text]) => text.trim() === '')).toEqual([]);
    expect(Object.keys(parts)).toHaveLength(5);
    expect(references.filter((reference) => reference.trim() !== '').length).toBeGreaterThan(0);
    expect(existsSync(`docs/rules/${id}.md`)).toBe(true);
  });

  it('that is gone leaves no test and no page', () => {
    const named = (folder: string, ending: string): string[] =>
      readdirSync(folder)
        .map((name) => name.replace(ending, ''))
        .sort();
    expect(named('test/diagnosis/rules', '.test.ts')).toEqual(ids);
    expect(named('docs/rules', '.md')).toEqual(['README', ...ids]);
  });
});

describe('what rules explain', () => {
  it('are rules', () => {
    expect(RULES.flatMap(({ explains }) => explains).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('never leads back', () => {
    const after = (id: string): readonly string[] => RULES.find((each) => each.id === id)?.explains ?? [];
    for (const id of ids) {
      const reached = new Set(after(id));
      for (const each of reached) for (const next of after(each)) reached.add(next);
      expect([...reached]).not.toContain(id);
    }
  });

  it('is every limit where the engine is at a standstill', () => {
    const limits = RULES.filter(({ role }) => role === 'limit').map(({ id }) => id);
    const standstills = RULES.filter(({ role }) => role === 'standstill');
    expect(standstills.length).toBeGreaterThan(0);
    for (const { explains } of standstills) expect(explains).toEqual(expect.arrayContaining(limits));
  });

  it('is never a standstill', () => {
    const explained = RULES.flatMap(({ explains }) => explains);
    expect(RULES.filter(({ id, role }) => role === 'standstill' && explained.includes(id))).toEqual([]);
  });
});

// What a finding says; everything else in a rule is for its page.
const SAYS = ['message', 'claim', 'contradicts', 'mechanism', 'sideEffect', 'rollback', 'refutedBy'];

/** The texts that are written where a finding gets something to say, with what is filled in taken out. */
function textsOf(root: ts.Node): string[] {
  const says = nodesOf(root).filter((node) => {
    if (ts.isCallExpression(node)) return /^(quiet|cannotTell)$/.test(node.expression.getText());
    return (ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node)) && SAYS.includes(node.name.getText());
  });
  const written = new Set(says.flatMap(nodesOf).filter((node) => ts.isStringLiteral(node) || isTemplatePart(node)));
  return [...written].map((node) => (node as ts.LiteralLikeNode).text);
}

const isTemplatePart = (node: ts.Node): boolean =>
  ts.isNoSubstitutionTemplateLiteral(node) ||
  ts.isTemplateHead(node) ||
  ts.isTemplateMiddle(node) ||
  ts.isTemplateTail(node);

describe('what a finding says', () => {
  const written = [
    ...files.map(({ id, syntax }) => [id, syntax] as const),
    ...framework.map((each) => [each.fileName, each] as const),
  ];

  it.each(written)('%s: has no number of its own', (_, syntax) => {
    // Neither {places} for evidence nor names such as ttftSecondsP99, fp8 and max_num_seqs are numbers.
    const bare = (text: string): string => text.replace(/\{[\w.]*\}/g, '').replace(/\b[A-Za-z_]\w*/g, '');
    expect(textsOf(syntax).filter((text) => /\d/.test(bare(text)))).toEqual([]);
  });

  it.each(files)('$id: says something', ({ syntax }) => {
    expect(textsOf(syntax).length).toBeGreaterThan(1);
  });

  it.each(RULES)('$id: a title of a few words, which is no sentence', ({ title }) => {
    expect(title).toMatch(/^[A-Z]\D*[^.]$/);
    expect(title.split(' ').length).toBeLessThanOrEqual(10);
  });
});

const hasCommentAbove = (node: ts.Node): boolean =>
  (ts.getLeadingCommentRanges(node.getSourceFile().text, node.getFullStart()) ?? []).length > 0;

describe('thresholds', () => {
  /** Where the threshold is written: in the table, or as a constant of this file or of the framework. */
  function writtenAt(property: ts.ObjectLiteralElementLike, own: ts.SourceFile): ts.Node | undefined {
    if (!ts.isPropertyAssignment(property)) return undefined;
    const { initializer } = property;
    if (ts.isObjectLiteralExpression(initializer)) return property;
    return [own, ...framework]
      .flatMap((file) => file.statements.filter(ts.isVariableStatement))
      .find((statement) =>
        statement.declarationList.declarations.some(({ name }) => name.getText() === initializer.getText()),
      );
  }

  it.each(files)('$id: each says on the line above where it is from', ({ id, syntax }) => {
    const table = nodesOf(syntax).find(
      (node): node is ts.PropertyAssignment => ts.isPropertyAssignment(node) && node.name.getText() === 'thresholds',
    )?.initializer;
    if (!table || !ts.isObjectLiteralExpression(table)) throw new Error('its thresholds are no table');
    const names = table.properties.map(({ name }) => name?.getText() ?? '...');
    expect(names).toEqual(Object.keys(RULES.find((rule) => rule.id === id)?.thresholds ?? {}));
    const unsaid = table.properties.filter((property) => {
      const written = writtenAt(property, syntax);
      return !written || !hasCommentAbove(written);
    });
    expect(unsaid.map((property) => property.getText())).toEqual([]);
  });
});
