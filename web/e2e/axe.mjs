/** Automatic accessibility rules on the page as it is. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export async function noViolations(page, where) {
  await page.evaluate(source);
  const violations = await page.evaluate(async () => {
    // A list that a combobox opens is part of its field, wherever in the document it stands.
    const regionMatcher = 'dialog, [role=dialog], [role=alertdialog], svg, [role=listbox]';
    globalThis.axe.configure({ checks: [{ id: 'region', options: { regionMatcher } }] });
    const result = await globalThis.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return result.violations.map((each) =>
      `${each.id}: ${each.help}\n    ${each.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} (${node.failureSummary?.split('\n')[1] ?? ''})`).join('\n    ')}`);
  });
  assert.ok(violations.length === 0, `${where}:\n  ${violations.join('\n  ')}`);
}
