package dev.hmmbench.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Protects the arrows between modules: models and benchmarks meet in the contract alone. */
class ModulesTest {

    private static final String[] CORE = {
        "dev.hmmbench.count..", "dev.hmmbench.memory..", "dev.hmmbench.lib..",
        "dev.hmmbench.platform..", "dev.hmmbench.physmem..", "dev.hmmbench.model..",
        "dev.hmmbench.mm..", "dev.hmmbench.device..", "dev.hmmbench.conformance.."
    };
    private static final String LEGACY = "dev.hmmbench.legacy..";
    private static final String DEVPRIVATE = "dev.hmmbench.devprivate..";
    private static final String RESULTS = "dev.hmmbench.results..";
    private static final String[] BENCHMARKS = {
        "dev.hmmbench.bench..", "dev.hmmbench.work..", "dev.hmmbench.suite..",
        "dev.hmmbench.cli.."
    };

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.hmmbench");

    @Test
    void importer_sawEveryModule() {
        for (String name : new String[] {"model", "cli"}) {
            assertThat(CLASSES.stream()
                            .filter(type -> type.getPackageName()
                                    .startsWith("dev.hmmbench." + name)))
                    .as(name).isNotEmpty();
        }
    }

    @Test
    void benchmarks_nameNoModel() {
        noClasses().that().resideInAnyPackage(BENCHMARKS)
                .should().dependOnClassesThat().resideInAnyPackage(LEGACY, DEVPRIVATE)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void results_dependOnNothingOfOurs() {
        noClasses().that().resideInAPackage(RESULTS)
                .should().dependOnClassesThat().resideInAnyPackage(
                        "dev.hmmbench.bench..", "dev.hmmbench.suite..", "dev.hmmbench.cli..",
                        LEGACY, DEVPRIVATE)
                .allowEmptyShould(true)
                .check(CLASSES);
        noClasses().that().resideInAPackage(RESULTS)
                .should().dependOnClassesThat().resideInAnyPackage(CORE)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void legacy_doesNotKnowDevprivate() {
        noClasses().that().resideInAPackage(LEGACY)
                .should().dependOnClassesThat().resideInAPackage(DEVPRIVATE)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void devprivate_doesNotKnowLegacy() {
        noClasses().that().resideInAPackage(DEVPRIVATE)
                .should().dependOnClassesThat().resideInAPackage(LEGACY)
                .allowEmptyShould(true)
                .check(CLASSES);
    }
}
