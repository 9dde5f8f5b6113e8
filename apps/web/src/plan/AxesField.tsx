import type { Axis } from '@maillage/domain/plans/plan.ts';
import { type HeadingUses, moveItem, nextAxisId, nextObjectiveId } from '@maillage/domain/plans/plan-heading.ts';
import { TextField } from './sheet-fields.tsx';

interface AxesFieldProps {
  axes: readonly Axis[];
  uses: HeadingUses;
  onChange(axes: Axis[]): void;
}

/** The axes and their objectives, in the order in which they are read. One that holds sheets is not taken away. */
export function AxesField({ axes, uses, onChange }: AxesFieldProps) {
  const put = (index: number, axis: Axis) => onChange(axes.map((one, at) => (at === index ? axis : one)));
  const next = nextAxisId(axes);
  return (
    <section className="section">
      <h2>Axes et objectifs</h2>
      {axes.map((axis, index) => {
        const { objectives } = axis;
        const nextObjective = nextObjectiveId(axis);
        const setObjectives = (changed: Axis['objectives']) => put(index, { ...axis, objectives: changed });
        return (
          <fieldset key={axis.id} className="heading-axis">
            <legend>Axe {axis.id}</legend>
            <TextField label={`Titre de l’axe ${axis.id}`} value={axis.title} onChange={(title) => put(index, { ...axis, title })} />
            <ItemButtons
              noun={`l’axe ${axis.id}`}
              list={axes}
              index={index}
              sheetCount={uses.axes.get(axis.id) ?? 0}
              onChange={(changed) => onChange(changed)}
            />
            {objectives.map((objective, at) => (
              <div key={objective.id} className="heading-objective">
                <TextField
                  label={`Objectif ${objective.id}`}
                  value={objective.title}
                  onChange={(title) => setObjectives(objectives.map((one) => (one === objective ? { ...one, title } : one)))}
                />
                <ItemButtons
                  noun={`l’objectif ${objective.id}`}
                  list={objectives}
                  index={at}
                  sheetCount={uses.objectives.get(objective.id) ?? 0}
                  onChange={setObjectives}
                />
              </div>
            ))}
            {nextObjective !== null && (
              <p>
                <button type="button" className="button" onClick={() => setObjectives([...objectives, { id: nextObjective, title: '' }])}>
                  Ajouter un objectif<span className="visually-hidden"> à l’axe {axis.id}</span>
                </button>
              </p>
            )}
          </fieldset>
        );
      })}
      {next !== null && (
        <p>
          <button type="button" className="button" onClick={() => onChange([...axes, { id: next, title: '', objectives: [] }])}>
            Ajouter un axe
          </button>
        </p>
      )}
    </section>
  );
}

interface ItemButtonsProps<Item> {
  noun: string;
  list: readonly Item[];
  index: number;
  sheetCount: number;
  onChange(list: Item[]): void;
}

function ItemButtons<Item>({ noun, list, index, sheetCount, onChange }: ItemButtonsProps<Item>) {
  const name = <span className="visually-hidden"> {noun}</span>;
  return (
    <p className="heading-buttons small">
      <button type="button" className="text-button" disabled={index === 0} onClick={() => onChange(moveItem(list, index, -1))}>
        Monter{name}
      </button>
      <button type="button" className="text-button" disabled={index === list.length - 1} onClick={() => onChange(moveItem(list, index, 1))}>
        Descendre{name}
      </button>
      {sheetCount === 0 ? (
        <button type="button" className="text-button" onClick={() => onChange(list.filter((_, at) => at !== index))}>
          Ôter{name}
        </button>
      ) : (
        <span className="soft">
          {sheetCount} fiche{sheetCount > 1 ? 's' : ''}
        </span>
      )}
    </p>
  );
}
