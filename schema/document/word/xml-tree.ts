import { attribute, XmlScanner } from '../../shared/table-file/workbook/xml-scanner.js';

/** An element of a part of a Word file; names are without their prefix. */
export interface Xml {
  readonly name: string;
  readonly children: readonly Xml[];
  /** Of its own, not of its children. */
  readonly text: string;
  attribute(name: string): string | undefined;
}

interface Growing {
  readonly name: string;
  readonly children: Growing[];
  text: string;
  attribute(name: string): string | undefined;
}

function element(name: string, attributes: string): Growing {
  return { name, children: [], text: '', attribute: (wanted) => attribute(attributes, wanted) };
}

/** A part as a tree. @throws TableFileError where it is no XML, or has a document type declaration */
export function parseXml(text: string): Xml {
  const root = element('', '');
  const open = [root];
  const scanner = new XmlScanner({
    open(name, attributes) {
      const child = element(name, attributes);
      open.at(-1)?.children.push(child);
      open.push(child);
    },
    close() {
      if (open.length > 1) open.pop();
    },
    text(piece) {
      const last = open.at(-1);
      if (last) last.text += piece;
    },
  });
  scanner.push(text);
  scanner.end();
  return root;
}

/** The first child of that name. */
export function childOf(node: Xml | undefined, name: string): Xml | undefined {
  return node?.children.find((child) => child.name === name);
}

/** What stands at the end of a path of names. */
export function at(node: Xml | undefined, ...path: readonly string[]): Xml | undefined {
  return path.reduce<Xml | undefined>((found, name) => childOf(found, name), node);
}

/** The first element of that name, at any depth. */
export function findDeep(node: Xml, name: string): Xml | undefined {
  for (const child of node.children) {
    const found = child.name === name ? child : findDeep(child, name);
    if (found) return found;
  }
  return undefined;
}

/** The attribute `val` of a child. */
export function valOf(node: Xml | undefined, name: string): string | undefined {
  return childOf(node, name)?.attribute('val');
}

/** Whether a property of a run or a paragraph is on: `<w:b/>` is, `<w:b w:val="0"/>` is not. */
export function isOn(node: Xml | undefined, name: string): boolean | undefined {
  const property = childOf(node, name);
  if (!property) return undefined;
  return !['0', 'false', 'off', 'none'].includes(property.attribute('val') ?? '1');
}
