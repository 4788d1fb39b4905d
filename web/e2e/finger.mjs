/** One finger on the screen, as the browser itself hears it. */
export class Finger {
  static async of(page) {
    const finger = new Finger();
    finger.page = page;
    finger.browser = await page.context().newCDPSession(page);
    return finger;
  }

  #send(type, points) {
    return this.browser.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  }

  async down(x, y) {
    [this.x, this.y] = [x, y];
    await this.#send('touchStart', [{ x, y }]);
  }

  /** Goes there in small steps, as fingers do. */
  async to(x, y, steps = 6) {
    const [fromX, fromY] = [this.x, this.y];
    for (let step = 1; step <= steps; step += 1) {
      [this.x, this.y] = [fromX + ((x - fromX) * step) / steps, fromY + ((y - fromY) * step) / steps];
      await this.#send('touchMove', [{ x: this.x, y: this.y }]);
      await this.page.waitForTimeout(16);
    }
  }

  up() {
    return this.#send('touchEnd', []);
  }
}
