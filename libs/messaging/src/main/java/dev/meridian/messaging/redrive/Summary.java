package dev.meridian.messaging.redrive;

/** What a run has come across. */
final class Summary {

    int redriven;
    int before;
    int notSelected;
    int refused;
    int failed;
    int left;

    String text(boolean dryRun) {
        return "%s: %d, redriven before: %d, not selected: %d, refused: %d, failed: %d, left because of --max: %d"
                .formatted(
                        dryRun ? "Would be redriven" : "Redriven",
                        redriven,
                        before,
                        notSelected,
                        refused,
                        failed,
                        left);
    }
}
