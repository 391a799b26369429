package dev.hmmbench.results.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmmbench.results.ExitCode;
import dev.hmmbench.results.RunDataException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Protects the guard of the guard: the real gate passes the self-test, every broken gate is caught
 * by it, and every case of it catches some broken gate.
 */
final class GateSelfTestTest {

    /** The real gate's answer to each case, as far as the broken gates need it again. */
    private static final Map<List<Object>, Object> ANSWERS = new HashMap<>();

    @TempDir
    private Path dir;

    @Test
    void selfTest_realGate_catchesAllPlantedFaults() {
        List<GateSelfTest.Outcome> outcomes = GateSelfTest.run();
        assertThat(GateSelfTest.text(outcomes)).endsWith("planted, 0 wrong\n")
                .doesNotContain("WRONG");
        assertThat(outcomes).hasSizeGreaterThan(40);
        assertThat(GateSelfTest.exitCode(outcomes)).isEqualTo(ExitCode.DONE);
    }

    @Test
    void selfTest_brokenGates_areAllCaughtAndEveryCaseCatchesOne() {
        List<GateSelfTest.Built> cases = GateSelfTest.build(dir);
        Set<String> uncaught = new HashSet<>();
        Set<String> idle = new HashSet<>();
        SelfTestCases.all().forEach(planted -> idle.add(planted.name()));
        brokenGates().forEach((name, gate) -> {
            List<String> caughtBy = GateSelfTest.run(cases, gate).stream()
                    .filter(outcome -> !outcome.isCaught())
                    .map(GateSelfTest.Outcome::name).toList();
            caughtBy.forEach(idle::remove);
            if (caughtBy.isEmpty()) {
                uncaught.add(name);
            }
        });
        assertThat(uncaught).as("broken gates that pass the self-test").isEmpty();
        assertThat(idle).as("cases that no broken gate fails").isEmpty();
    }

    @Test
    void exitCode_nothingPlanted_isBroken() {
        assertThat(GateSelfTest.exitCode(List.of())).isEqualTo(ExitCode.FOUND);
    }

    private static Map<String, GateSelfTest.Subject> brokenGates() {
        Map<String, GateSelfTest.Subject> gates = new LinkedHashMap<>();
        gates.put("passes all", recoded(result -> ExitCode.DONE));
        gates.put("fails all", recoded(result -> ExitCode.FOUND));
        gates.put("calls every failure incomplete", recoded(result ->
                result.exitCode() == ExitCode.DONE ? ExitCode.DONE : ExitCode.INCOMPLETE));
        for (Tier tier : Tier.values()) {
            gates.put("skips " + tier, without(check -> check.tier() == tier));
        }
        for (Status status : Status.values()) {
            gates.put("forgets what is " + status, without(check -> check.status() == status));
        }
        gates.put("takes broken files for no problem", GateSelfTestTest::lenient);
        gates.put("ends quarantines never", asked(options -> on(options, LocalDate.EPOCH)));
        gates.put("knows no quarantine", asked(options -> on(options, LocalDate.MAX)));
        gates.put("lets a quarantine cover all", changed(checks -> {
            Set<String> rows = new HashSet<>();
            checks.stream().filter(check -> check.status() == Status.QUARANTINED)
                    .forEach(check -> rows.add(check.row()));
            List<GateCheck> kept = new ArrayList<>(checks);
            kept.removeIf(check -> rows.contains(check.row())
                    || !rows.isEmpty() && check.tier() == Tier.T0);
            return kept;
        }));
        gates.put("confirms every hit", changed(checks -> checks.stream()
                .map(check -> check.status() == Status.NOT_CONFIRMED
                        ? check.with(Status.REGRESSION, "") : check).toList()));
        gates.put("confirms no hit", changed(checks -> checks.stream()
                .map(check -> check.status() == Status.REGRESSION && check.tier() == Tier.T4
                        ? check.with(Status.NOT_CONFIRMED, "") : check).toList()));
        gates.put("takes an unfit confirming run for calm", changed(checks -> checks.stream()
                .map(check -> check.text().contains("the confirming run")
                        ? check.with(Status.NOT_CONFIRMED, "") : check).toList()));
        gates.put("never confirms", asked(options -> new GateOptions(options.strictness(),
                options.today(), Optional.empty())));
        gates.put("is never strict", asked(options -> new GateOptions(
                GateOptions.Strictness.NORMAL, options.today(), options.confirmation())));
        gates.put("takes more throughput for worse", changed(checks -> checks.stream()
                .map(GateSelfTestTest::turned).toList()));
        gates.put("names the wrong row", changed(checks -> checks.stream()
                .map(check -> check.status().isRegression() ? new GateCheck(check.tier(),
                        "other", check.arm(), check.status(), check.text()) : check).toList()));
        gates.put("hits what is fine", changed(checks -> checks.stream()
                .map(check -> check.status() == Status.PASS
                        ? check.with(Status.UNCONFIRMED, "") : check).toList()));
        return gates;
    }

    /** Judges as the real gate does, once per case. */
    private static GateResult real(Path run, Path baselines, GateOptions options) {
        Object answer = ANSWERS.computeIfAbsent(List.of(run, options), key -> {
            try {
                return Gate.check(run, baselines, options);
            } catch (RunDataException e) {
                return e;
            }
        });
        if (answer instanceof RunDataException broken) {
            throw broken;
        }
        return (GateResult) answer;
    }

    private static GateCheck turned(GateCheck check) {
        if (!check.row().equals(World.THROUGHPUT)) {
            return check;
        }
        return switch (check.status()) {
            case UNCONFIRMED -> check.with(Status.IMPROVEMENT, "");
            case IMPROVEMENT -> check.with(Status.UNCONFIRMED, "");
            default -> check;
        };
    }

    private static GateOptions on(GateOptions options, LocalDate day) {
        return new GateOptions(options.strictness(), day, options.confirmation());
    }

    private static GateSelfTest.Subject asked(UnaryOperator<GateOptions> change) {
        return (run, baselines, options) ->
                real(run, baselines, change.apply(options));
    }

    private static GateResult lenient(Path run, Path baselines, GateOptions options) {
        try {
            return real(run, baselines, options);
        } catch (RunDataException e) {
            return new GateResult("run", "class", List.of(), List.of(), ExitCode.DONE);
        }
    }

    private static GateSelfTest.Subject without(Predicate<GateCheck> forgotten) {
        return changed(checks -> checks.stream().filter(forgotten.negate()).toList());
    }

    private static GateSelfTest.Subject changed(UnaryOperator<List<GateCheck>> change) {
        return (run, baselines, options) -> {
            GateResult real = real(run, baselines, options);
            GateResult broken = new GateResult(real.run(), real.className(),
                    change.apply(real.checks()), real.notes(), real.exitCode());
            return new GateResult(broken.run(), broken.className(), broken.checks(),
                    broken.notes(), Gate.decide(broken, options.strictness()));
        };
    }

    /** Returns a gate whose exit code is another. */
    private static GateSelfTest.Subject recoded(
            Function<GateResult, ExitCode> code) {
        return (run, baselines, options) -> {
            GateResult real = real(run, baselines, options);
            return new GateResult(real.run(), real.className(), real.checks(), real.notes(),
                    code.apply(real));
        };
    }
}
