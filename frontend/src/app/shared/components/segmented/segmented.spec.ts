import { render } from '../../../core/testing/app-testing';
import { allByRole, byRole } from '../../../core/testing/by-role';
import { Segmented } from './segmented';

describe('a choice of a few', () => {
  const inputs = {
    name: 'language',
    label: 'Language',
    options: [
      { value: 'en', label: 'English', lang: 'en' },
      { value: 'ar', label: 'العربية', lang: 'ar' },
    ],
    value: 'en',
  };

  it('is a named group of radio buttons, one of them chosen', async () => {
    const { page } = await render(Segmented, inputs);
    const group = byRole(page, 'group', 'Language');
    expect(allByRole(group, 'radio')).toHaveLength(2);
    expect((byRole(group, 'radio', 'English') as HTMLInputElement).checked).toBe(true);
    expect(byRole(group, 'radio', 'العربية').closest('[lang]')?.getAttribute('lang')).toBe('ar');
  });

  it('tells what was chosen', async () => {
    const { fixture, page } = await render(Segmented, inputs);
    const chosen = vi.fn();
    fixture.componentInstance.chosen.subscribe(chosen);
    byRole(page, 'radio', 'العربية').click();
    expect(chosen).toHaveBeenCalledExactlyOnceWith('ar');
  });
});
