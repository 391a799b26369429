package dev.hmmbench.cli;

import dev.hmmbench.results.ExitCode;
import dev.hmmbench.suite.Doctor;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what on this machine will disturb a measurement, and what to do about it. */
@Command(name = "doctor", sortOptions = false,
        description = "What on this machine will disturb a measurement, and what to do.")
final class DoctorCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final CommonOptions common = new CommonOptions();

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        common.check();
        List<Doctor.Finding> findings = Doctor.examine();
        for (Doctor.Finding finding : findings) {
            console.out().printf("%-8s %-26s %s%n", finding.weight().label(), finding.what(),
                    finding.seen());
            if (!finding.advice().isEmpty()) {
                console.out().printf("%-8s %-26s -> %s%n", "", "", finding.advice());
            }
        }
        long wrong = findings.stream()
                .filter(finding -> finding.weight() != Doctor.Weight.GOOD).count();
        console.out().println(wrong == 0 ? "Nothing found that would disturb a measurement."
                : wrong + " of " + findings.size() + " will disturb a measurement; ratios suffer "
                        + "less than times.");
        return ExitCode.DONE.code();
    }
}
