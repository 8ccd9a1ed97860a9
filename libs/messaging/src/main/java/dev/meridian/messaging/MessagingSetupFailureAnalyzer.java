package dev.meridian.messaging;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Has the start end with the sentence instead of a stack trace. */
final class MessagingSetupFailureAnalyzer extends AbstractFailureAnalyzer<MessagingSetupException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MessagingSetupException cause) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
    }
}
