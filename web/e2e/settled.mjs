/** Waits until nothing moves any more: the fonts are there, and what was set in motion and has an end has come to it. */
export function settled(page) {
  return page.evaluate(async () => {
    await document.fonts.ready;
    const frame = () => new Promise((resolve) => {
      requestAnimationFrame(resolve);
    });
    await frame();
    await frame();
    const ending = document.getAnimations().filter((each) => Number.isFinite(each.effect?.getComputedTiming().endTime));
    await Promise.allSettled(ending.map((each) => each.finished));
  });
}
