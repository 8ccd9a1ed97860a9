package dev.meridian.calendars.google;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the sentence of a {@link CalendarSetupException} instead of a stack trace when the application can not start. */
final class CalendarSetupFailureAnalyzer extends AbstractFailureAnalyzer<CalendarSetupException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, CalendarSetupException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
