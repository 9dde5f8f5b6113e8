import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { SearchChoiceField } from './SearchChoiceField.tsx';

afterEach(cleanup);

const organisations = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `o${index}`, label: index === 1500 ? 'Éducation nationale' : `Organisme ${index}` }));

function Held({ count }: { count: number }) {
  const [value, setValue] = useState('o3');
  return (
    <>
      <SearchChoiceField label="Pilote" value={value} choices={organisations(count)} onChange={setValue} />
      <output>{value}</output>
    </>
  );
}

test('a short list stays a plain list of the browser', () => {
  render(<Held count={47} />);
  expect(screen.getByLabelText('Pilote').tagName).toBe('SELECT');
  expect(screen.getAllByRole('option')).toHaveLength(47);
});

test('two thousand choices draw none until asked, then sixty, and say how many there are', async () => {
  render(<Held count={2000} />);
  const field = screen.getByRole<HTMLInputElement>('combobox', { name: 'Pilote' });
  expect(field.value).toBe('Organisme 3');
  expect(screen.queryAllByRole('option')).toHaveLength(0);
  fireEvent.focus(field);
  fireEvent.keyDown(field, { key: 'ArrowDown' });
  fireEvent.keyUp(field, { key: 'ArrowDown' });
  expect(await screen.findAllByRole('option')).toHaveLength(60);
  expect(screen.getByText(/60 lignes montrées sur 2.000/)).toBeTruthy();
});

test('a word without its accent finds the organisation, which Enter chooses; leaving the field without choosing keeps what it was', async () => {
  render(<Held count={2000} />);
  const field = screen.getByRole<HTMLInputElement>('combobox', { name: 'Pilote' });
  field.focus();
  fireEvent.change(field, { target: { value: 'nationale educ' } });
  expect((await screen.findAllByRole('option')).map((one) => one.textContent)).toEqual(['Éducation nationale']);
  for (const key of ['ArrowDown', 'Enter']) {
    fireEvent.keyDown(field, { key });
    fireEvent.keyUp(field, { key });
  }
  expect((await screen.findByRole('status')).textContent).toBe('o1500');
  expect(field.value).toBe('Éducation nationale');
  fireEvent.change(field, { target: { value: 'zzz' } });
  field.blur();
  expect((await screen.findByRole('status')).textContent).toBe('o1500');
  expect(field.value).toBe('Éducation nationale');
});
