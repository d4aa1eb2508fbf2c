import 'driver.js/dist/driver.css';
import './tour.css';

import { driver, type Driver } from 'driver.js';
import type { TFunction } from 'i18next';

import type { TourStop } from './tour-stops';

interface Guide {
  readonly t: TFunction;
  readonly goTo: (place: string) => Promise<void>;
}

/** Leads through the stops, one popover each: arrows and Tab move, Escape ends it. */
export async function takeTour(stops: readonly TourStop[], { t, goTo }: Guide): Promise<void> {
  const arriveAt = async (index: number) => {
    const stop = stops[index];
    if (stop && stop.at !== '') await goTo(stop.at);
    return stop;
  };
  const move = (by: 1 | -1) => async () => {
    const index = (tour.getActiveIndex() ?? 0) + by;
    if (await arriveAt(index)) tour.moveTo(index);
    else tour.destroy();
  };
  const tour: Driver = driver({
    steps: stops.map(({ name, shows }) => ({
      element: () => shown(shows),
      popover: { title: t(`tour.stop.${name}.title`), description: t(`tour.stop.${name}.text`) },
    })),
    showProgress: true,
    progressText: t('tour.progress', { current: '{{current}}', total: '{{total}}' }),
    nextBtnText: t('tour.next'),
    prevBtnText: t('tour.back'),
    doneBtnText: t('tour.done'),
    animate: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    smoothScroll: false,
    disableActiveInteraction: true,
    waitForElement: 3_000,
    onNextClick: move(1),
    onPrevClick: move(-1),
    onDoneClick: () => tour.destroy(),
    onPopoverRender: ({ wrapper, closeButton }) => {
      wrapper.setAttribute('aria-modal', 'true');
      closeButton.setAttribute('aria-label', t('tour.skip'));
    },
    // It says of what it shows that it opens a dialog, which most of these may not say and none does.
    onHighlighted: (element, _stop, { state }) => {
      state.popover?.nextButton.focus();
      for (const name of ['aria-haspopup', 'aria-expanded', 'aria-controls']) element?.removeAttribute(name);
    },
  });
  await arriveAt(0);
  tour.drive();
}

/** A button may be there twice, for wide and for narrow screens. */
const shown = (selector: string): Element =>
  [...document.querySelectorAll(selector)].find((one) => one.checkVisibility()) ?? document.body;
