import type { Axis, ORGANISATION_KINDS } from '@maillage/domain/plans/plan.ts';
import type { PlanHeading, Renaming } from '@maillage/domain/plans/plan-heading.ts';

/** An organisation while it is edited: `was` is its name in the plan that was read, null for a new one. */
export interface EditedOrganisation {
  name: string;
  kind: (typeof ORGANISATION_KINDS)[number];
  was: string | null;
}
export interface HeadingDraft {
  heading: Omit<PlanHeading, 'axes' | 'organisations'>;
  axes: readonly Axis[];
  organisations: readonly EditedOrganisation[];
}

export function draftOf({ axes, organisations, ...heading }: PlanHeading): HeadingDraft {
  return { heading, axes, organisations: organisations.map(({ name, kind }) => ({ name, kind, was: name })) };
}

/** What is sent: names without the spaces that were typed around them, and who changed name. */
export function headingOf({ heading, axes, organisations }: HeadingDraft): { heading: PlanHeading; renamed: Renaming[] } {
  const named = organisations.map((one) => ({ ...one, name: one.name.trim() }));
  return {
    heading: {
      ...heading,
      axes: axes.map((axis) => ({
        ...axis,
        title: axis.title.trim(),
        objectives: axis.objectives.map((one) => ({ ...one, title: one.title.trim() })),
      })),
      organisations: named.map(({ name, kind }) => ({ name, kind })),
    },
    renamed: named.flatMap(({ name, was }) => (was === null || was === name ? [] : [{ from: was, to: name }])),
  };
}
