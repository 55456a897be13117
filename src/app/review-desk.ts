import type { SampleReview } from '../gate/port.js';
import type { ReviewDesk } from '../report/port.js';
import type { RunContext } from './port.js';
import { reopenRun } from './reopen-run.js';
import { keepReviews } from './review-run.js';

/** Reviews of the runs of a database, for the pages that `view` serves. The database is open only while it is asked. */
export function openReviewDesk(
  options: { readonly db?: string },
  context: Pick<RunContext, 'cwd' | 'now'>,
): ReviewDesk {
  return {
    reviewsOf: (run) =>
      reopenRun({ ...options, run }, context, (store, row) =>
        [...store.reviews.all(row.row)].flatMap(([variant, bySample]) =>
          [...bySample].map(([sampleId, review]): SampleReview => ({ variant, sampleId, ...review })),
        ),
      ),
    decide: (run, review) =>
      reopenRun({ ...options, run }, context, (store, row) => keepReviews(store, row, [review], context)),
  };
}
