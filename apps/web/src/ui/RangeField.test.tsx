import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, expect, test } from 'vitest';
import { useChoices } from '../trial/use-choices.ts';
import { ChoiceField, RangeField } from './RangeField.tsx';

afterEach(cleanup);

/** Fields whose values live in the address; a threshold over 20 is one that the address does not take. */
function InAddress() {
  const { read, write } = useChoices();
  return (
    <>
      <p>carte à {read('seuil') ?? '10'} min</p>
      <RangeField
        {...{ label: 'Seuil', min: 0, max: 30, step: 1 }}
        value={Math.min(20, Number(read('seuil') ?? 10))}
        text={(minutes) => `${minutes} min`}
        onChange={(minutes) => write('seuil', String(minutes))}
      />
      <ChoiceField
        label="Classes"
        value={read('classes') ?? 'jenks'}
        choices={[
          { id: 'jenks', label: 'Jenks' },
          { id: 'equal', label: 'Égales' },
        ]}
        onChange={(id) => write('classes', id)}
      />
    </>
  );
}
function open() {
  const router = createMemoryRouter([{ path: '/', element: <InAddress /> }]);
  render(<RouterProvider router={router} />);
  return { router, slider: screen.getByRole<HTMLInputElement>('slider'), choice: screen.getByRole<HTMLSelectElement>('combobox') };
}

test('a slider shows what the hand chose before the page follows its address', async () => {
  const { router, slider } = open();
  const atOnce = await act(async () => {
    fireEvent.change(slider, { target: { value: '11' } });
    return [slider.value, slider.getAttribute('aria-valuetext'), screen.getByText(/^carte/).textContent];
  });
  expect(atOnce).toEqual(['11', '11 min', 'carte à 10 min']);
  expect(screen.getByText(/^carte/).textContent).toBe('carte à 11 min');
  expect(router.state.location.search).toBe('?seuil=11');
  expect(slider.value).toBe('11');
});

test('two steps in the same breath count for two', async () => {
  const { router, slider } = open();
  await act(async () => {
    for (let step = 0; step < 2; step++) fireEvent.change(slider, { target: { value: String(Number(slider.value) + 1) } });
  });
  expect(slider.value).toBe('12');
  expect(router.state.location.search).toBe('?seuil=12');
});

test('what the address does not take is not shown for long; a choice that goes back there comes back here', async () => {
  const { router, slider, choice } = open();
  await act(async () => void fireEvent.change(slider, { target: { value: '28' } }));
  expect(slider.value).toBe('20');
  await act(async () => void fireEvent.change(choice, { target: { value: 'equal' } }));
  expect(choice.value).toBe('equal');
  await act(() => router.navigate('/'));
  expect(choice.value).toBe('jenks');
  expect(slider.value).toBe('10');
});
