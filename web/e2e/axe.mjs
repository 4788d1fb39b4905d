/** Automatic accessibility rules on the page as it is. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The rules of the same standards that depend on colour. */
const COLOURS = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
const ALL = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * `within`: only this part is looked at, where the rest of the page is as it was when it was looked at last.
 * `colours`: only the rules of colour, for a page whose every element has been looked at in its other colours.
 */
export async function noViolations(page, where, { within, colours = false } = {}) {
  if (within !== undefined) await page.locator(within).first().waitFor();
  if (await page.evaluate(() => globalThis.axe === undefined)) await page.evaluate(source);
  const violations = await page.evaluate(async ([part, rules]) => {
    // A list that a combobox opens is part of its field, wherever in the document it stands; so is the unseen button beside a
    // dialog in a popover, by which a screen reader leaves it.
    const regionMatcher = 'dialog, [role=dialog], [role=alertdialog], svg, [role=listbox], [data-trigger=DialogTrigger]';
    globalThis.axe.configure({ checks: [{ id: 'region', options: { regionMatcher } }] });
    const result = await globalThis.axe.run(part ?? document, { runOnly: rules, resultTypes: ['violations'] });
    return result.violations.map((each) =>
      `${each.id}: ${each.help}\n    ${each.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} (${node.failureSummary?.split('\n')[1] ?? ''})`).join('\n    ')}`);
  }, [within ?? null, colours ? COLOURS : ALL]);
  assert.ok(violations.length === 0, `${where}:\n  ${violations.join('\n  ')}`);
}
