package dev.hmmbench.results.report;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a test class where no browser was asked for, and says so on the console. */
final class NeedsBrowser implements ExecutionCondition {

    private static final String PROPERTY = "hmmbench.browser";
    private static final String REASON = "skipped: needs chromium and chromedriver; "
            + "mvn verify -Pbrowser runs it";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Boolean.getBoolean(PROPERTY)) {
            return ConditionEvaluationResult.enabled(PROPERTY + " is set");
        }
        System.out.println(context.getDisplayName() + " " + REASON);
        return ConditionEvaluationResult.disabled(REASON);
    }
}
