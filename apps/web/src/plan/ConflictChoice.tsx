interface ConflictChoiceProps {
  /** What taking the other version is called: « Reprendre la version 4 ». */
  takeTheirs: string;
  onKeepMine(): void;
  onTakeTheirs(): void;
}

/** Two people wrote the same thing: whose text goes on. The other one stays in the history. */
export function ConflictChoice({ takeTheirs, onKeepMine, onTakeTheirs }: ConflictChoiceProps) {
  return (
    <p className="sheet-head">
      <button type="button" className="button" onClick={onKeepMine}>
        Enregistrer mon texte
      </button>
      <button type="button" className="button" onClick={onTakeTheirs}>
        {takeTheirs}
      </button>
    </p>
  );
}
