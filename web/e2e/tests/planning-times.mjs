/** Times that are brought to the lab, and costs at which nothing can be said. */
import assert from 'node:assert/strict';

export const tests = {
  'minutes can be brought along; rows that are wrong are named; the study is of the others': async ({ desk, page, shot }) => {
    await desk.openLab();
    await page.getByRole('button', { name: /^Family medicine/ }).click();
    await page.getByRole('option', { name: 'Other minutes…' }).click();
    const good = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? 10 + index / 10 : 30 + index / 5));
    await page.getByLabel('Times, one a line, or a table').fill(['id,minutes', ...good.map((each, index) => `${index},${each}`), '40,NA', '41,'].join('\n'));
    await page.getByText('Row 42: “NA” is not a number: leave the row out.').waitFor();
    await page.getByText('Row 43: the field is blank.').waitFor();
    await shot('lab-import');
    await page.getByRole('button', { name: 'Study the other 40 times' }).click();
    await page.getByRole('heading', { level: 1, name: /^Pasted minutes: planning the order/ }).waitFor();
    await page.getByText('40 visits by how long they took.').waitFor();
    await page.getByText(/^Kinds of pasted times are told apart by the times themselves/).first().waitFor();
  },
  'a log in seconds is read as such, and ids that repeat are named': async ({ desk, page, shot }) => {
    await desk.openLab();
    await page.getByRole('button', { name: /^Family medicine/ }).click();
    await page.getByRole('option', { name: 'Other minutes…' }).click();
    await page.getByLabel('Times, one a line, or a table').fill('ID,Session,ServTime\na,1,600\nb,1,720\nc,1,1800\na,1,1900\nd,1,640');
    await page.getByText(/^Read as seconds, as “ServTime” mostly is/).waitFor();
    await page.getByText('a: rows 2 and 5.').waitFor();
    await shot('lab-import-seconds');
    await page.getByRole('radio', { name: 'Minutes' }).click();
    await page.getByText('Row 4: 1800 minutes are more than 18 hours.').waitFor();
  },
  'more kinds than visit types are refused beside the field, in plain words': async ({ desk, page, shot }) => {
    await desk.openLab();
    await page.route('**/v1/session-studies', (route) => route.fulfill({ status: 400, contentType: 'application/problem+json', body: JSON.stringify({
      type: 'about:blank', title: 'No session can be planned from what was sent', status: 400, code: 'session-plan-invalid', instance: '', trace_id: '',
      detail: 'the service has 2 visit types with recorded visits: they make 1 to 2 kinds', advice: 'Correct the field named in `errors`; ask for less.',
      errors: [{ pointer: '/groups', detail: 'the service has 2 visit types with recorded visits: they make 1 to 2 kinds' }],
    }) }));
    await page.getByRole('radio', { name: '4', exact: true }).click();
    await page.getByRole('region', { name: 'Session', exact: true }).getByRole('alert').getByText(/^The service has 2 visit types/).waitFor();
    assert.doesNotMatch(await page.locator('main').innerText(), /`errors`|No session can be planned/);
    await shot('lab-too-many-kinds');
  },
  'where nothing costs anything no order is best, and none can be published': async ({ desk, page, shot }) => {
    await desk.openLab();
    for (const name of ['A patient waits', 'The clinic idles', 'The session runs over']) {
      await page.getByRole('slider', { name }).focus();
      await page.keyboard.press('Home');
    }
    await page.getByRole('heading', { level: 1, name: /no order is best, as nothing costs anything/ }).waitFor();
    assert.ok(await page.getByRole('button', { name: 'Publish…' }).isDisabled());
    assert.doesNotMatch(await page.locator('main').innerText(), /best at these costs/i);
    await shot('lab-free');
  },
};
