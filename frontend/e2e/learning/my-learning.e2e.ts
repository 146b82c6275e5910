import { randomInt } from 'node:crypto';
import { expect, test } from '../support/fixtures';
import { askAs, enter, publishedCourse } from '../support/learning';
import { allLooks, expectAccessible, wear } from '../support/looks';

for (const looks of allLooks) {
  test(`my learning goes on with the lesson that was left (${looks.locale})`, async ({
    page,
    baseURL,
    admin,
    learner,
  }) => {
    const teacher = await askAs(baseURL ?? '', admin);
    const name = `Tea ${String(randomInt(1_000_000_000))}`;
    const course = await publishedCourse(teacher, name, ['Water', 'Leaves', 'Cups']);
    const student = await askAs(baseURL ?? '', learner);
    await student('post', `/learn/courses/${course.slug}/enrol`, {});
    const lessons = course.sections[0]?.lessons ?? [];
    for (const { id } of lessons.slice(0, 2)) {
      await student('post', `/learn/courses/${course.slug}/lessons/${id}/view`);
    }
    await wear(page, looks);
    await enter(page, learner);
    if (looks.locale === 'ar') await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/learn');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(looks.locale === 'en' ? 'My learning' : 'تعلّمي');
    const going = page.locator('app-continue-card');
    await expect(going.getByRole('heading', { name: 'Leaves' })).toBeVisible();
    await expect(going.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '66');
    await expectAccessible(page);
    await going.getByRole('link').click();
    await expect(page).toHaveURL(new RegExp(`/learn/${course.slug}/${lessons[1]?.id ?? ''}$`));

    // what is complete moves on, and leads to the certificates
    await student('post', `/learn/courses/${course.slug}/lessons/${lessons[2]?.id ?? ''}/view`);
    await page.goto('/learn');
    const card = page.locator('app-my-course-card').filter({ hasText: name });
    await expect(card.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '100');
    await expect(card.locator('a[href="/certificates"]')).toBeVisible();
  });
}
