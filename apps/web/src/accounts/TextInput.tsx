import { useId } from 'react';

interface TextInputProps {
  label: string;
  type: 'email' | 'password' | 'text';
  value: string;
  autoComplete: string;
  help?: string;
  minLength?: number;
  pattern?: string;
  onChange(text: string): void;
}

/** A field of a form about oneself, with what the browser may fill in. */
export function TextInput({ label, help, onChange, ...input }: TextInputProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        required
        {...input}
        aria-describedby={help && `${id}-aide`}
        onChange={(event) => onChange(event.target.value)}
      />
      {help && (
        <span id={`${id}-aide`} className="small soft">
          {help}
        </span>
      )}
    </div>
  );
}
