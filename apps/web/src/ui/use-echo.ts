import { startTransition, useOptimistic } from 'react';

/**
 * A field whose value comes back by the address shows what the hand chose at once, in the frame of the gesture: what follows from it
 * (map, legend, table) is drawn after. Without it the field would jump back until then, and a key pressed twice would count once.
 * Whatever the address finally says is shown.
 */
export function useEcho<Value>(value: Value, onChange: (value: Value) => void): [Value, (value: Value) => void] {
  const [shown, show] = useOptimistic(value);
  const change = (chosen: Value) => {
    startTransition(() => show(chosen));
    onChange(chosen);
  };
  return [shown, change];
}
