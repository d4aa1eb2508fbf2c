import { ScrollArea } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';

import type { DepartmentView } from '../../api/generated/types.gen';
import { Empty } from '../../ui/states';
import { useDurationText } from './duration-field';
import { type DraftLeg, stepsOf } from './journey-draft';

/** The plan as the case page will draw it: a lane for each department, a column for each step. */
export function PlanStrip({ legs, departments, chosen, refusedLeg, onChoose }: PlanStripProps) {
  const { t } = useTranslation();
  const durationText = useDurationText();
  const steps = stepsOf(legs);
  const lanes = [...new Set(legs.map(({ departmentId }) => departmentId))];
  const last = steps.at(-1);
  if (legs.length === 0) return <Empty>{t('admin.journey.noLegs')}</Empty>;
  return (
    <ScrollArea type="auto" offsetScrollbars>
      <div
        className="plan-strip"
        role="group"
        aria-label={t('admin.journey.strip')}
        style={{ gridTemplateColumns: `max-content repeat(${last}, minmax(9rem, 1fr))` }}
      >
        {lanes.map((departmentId, lane) => (
          <Fragment key={departmentId}>
            <div className="plan-lane" style={{ gridColumn: 1, gridRow: lane + 1 }}>
              {departments.find(({ id }) => id === departmentId)?.name ?? departmentId}
            </div>
            {[...new Set(steps)].map((step) => (
              <div
                key={step}
                style={{ gridColumn: step + 1, gridRow: lane + 1, display: 'grid', gap: 4, alignContent: 'center' }}
              >
                {legs.map((leg, index) =>
                  leg.departmentId === departmentId && steps[index] === step ? (
                    <button
                      key={leg.key}
                      type="button"
                      className="plan-leg"
                      data-chosen={index === chosen || undefined}
                      data-last={step === last || undefined}
                      data-refused={leg.key === refusedLeg || undefined}
                      aria-pressed={index === chosen}
                      onClick={() => onChoose(index)}
                    >
                      <strong>{leg.name || '…'}</strong>
                      <br />
                      {durationText(leg.olaSeconds)}
                      {!leg.mandatory && ` · ${t('admin.journey.optional')}`}
                    </button>
                  ) : null,
                )}
              </div>
            ))}
          </Fragment>
        ))}
      </div>
    </ScrollArea>
  );
}

interface PlanStripProps {
  readonly legs: readonly DraftLeg[];
  readonly departments: readonly DepartmentView[];
  /** Index of the leg that is being edited. */
  readonly chosen: number;
  /** Key of the leg that the service would refuse. */
  readonly refusedLeg: string | null;
  readonly onChoose: (index: number) => void;
}
