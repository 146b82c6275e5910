import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures';
import { enter } from '../support/learning';
import { expectAccessible, wear } from '../support/looks';

/** A picture that the browser draws itself. */
async function portrait(page: Page): Promise<Buffer> {
  const data = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [600, 400];
    const context = canvas.getContext('2d');
    for (const [index, colour] of ['teal', 'gold', 'coral'].entries()) {
      if (context) context.fillStyle = colour;
      context?.fillRect(index * 200, 0, 200, 400);
    }
    return canvas.toDataURL('image/png');
  });
  return Buffer.from(data.slice(data.indexOf(',') + 1), 'base64');
}

test('a picture is uploaded, looked at, chosen, seen in the shell, and removed', async ({ page, learner }) => {
  await wear(page, { locale: 'en', theme: 'light' });
  await enter(page, learner);
  await page.goto('/account');
  const picture = page.getByRole('region', { name: 'Picture', exact: true });
  const inShell = page.locator('header app-avatar img');
  await expect(picture.getByRole('button', { name: 'Choose a picture' })).toBeVisible();
  await picture.locator('input[type="file"]').setInputFiles({
    ...{ name: 'me.png', mimeType: 'image/png' },
    buffer: await portrait(page),
  });
  const use = picture.getByRole('button', { name: 'Use this picture' });
  await expect(use).toBeFocused();
  await expect(picture.getByRole('img', { name: 'Your new picture' }).locator('img')).toBeVisible();
  await expect(inShell).toHaveCount(0);
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(inShell).toBeVisible();
  // it really is there, in the size of the button
  await expect.poll(() => inShell.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(64);

  await wear(page, { locale: 'ar', theme: 'dark' });
  await page.reload();
  await expect(inShell).toBeVisible();
  const remove = page.getByRole('button', { name: 'إزالة الصورة' });
  await expect(remove).toBeVisible();
  await expectAccessible(page);
  await remove.click();
  await expect(page.getByRole('button', { name: 'اختيار صورة' })).toBeVisible();
  await expect(inShell).toHaveCount(0);
});
