package io.github.noleak;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Keeps the arrows between the packages, and the manners that all of them share. */
class ArchitectureTests {
    private static final String ROOT = "io.github.noleak";

    /** What users see of the profile library; its subpackages are its own. */
    private static final String PPROF = ROOT + ".pprof";

    /** Each package with what it may use of ours. The root is judged apart, and {@code junit} may use all. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            Map.entry("config", List.of(ROOT)),
            Map.entry("pprof", List.of()),
            Map.entry("measure", List.of(ROOT, PPROF)),
            Map.entry("go", List.of(PPROF)),
            Map.entry("service", List.of(inside("go"), PPROF)),
            Map.entry("judge", List.of(ROOT, inside("measure"), PPROF)),
            Map.entry("diagnosis", List.of(ROOT, inside("measure"), PPROF)),
            Map.entry("report", List.of(ROOT, inside("measure"), inside("judge"), inside("diagnosis"), PPROF)),
            Map.entry("gate", rooms("config", "pprof", "measure", "go", "service", "judge", "diagnosis", "report")),
            Map.entry("cli", rooms("config", "go", "report", "gate")));

    /** The parts of a package, which use each other one way, too. */
    private static final Map<String, List<String>> PARTS = Map.ofEntries(
            Map.entry("gate", List.of()),
            Map.entry("gate.scenario", List.of("gate")),
            Map.entry("gate.module", List.of("gate", "gate.scenario")),
            Map.entry("gate.service", List.of("gate", "gate.scenario")),
            Map.entry("go", List.of()),
            Map.entry("go.process", List.of("go")),
            Map.entry("go.module", List.of("go", "go.process")),
            Map.entry("go.build", List.of("go", "go.process", "go.module")),
            Map.entry("go.output", List.of()),
            Map.entry("go.goroutine", List.of("go.output")),
            Map.entry("go.inspect", List.of("go", "go.process", "go.module", "go.output")),
            Map.entry(
                    "go.run",
                    List.of("go", "go.process", "go.module", "go.build", "go.output", "go.goroutine", "go.inspect")));

    /** The parts of the profile library; all of it may use the values that users see. */
    private static final Map<String, List<String>> ARROWS_IN_PPROF = Map.of(
            "pprof.symbol", List.of(),
            "pprof.memory", List.of(PPROF),
            "pprof.wire", List.of(PPROF, inside("pprof.memory")),
            "pprof.model", List.of(PPROF, inside("pprof.memory"), inside("pprof.wire")),
            "pprof.format", List.of(PPROF, inside("pprof.memory"), inside("pprof.wire"), inside("pprof.model")),
            "pprof.stack", List.of(PPROF, inside("pprof.memory"), inside("pprof.model")),
            "pprof.merge",
                    List.of(
                            PPROF,
                            inside("pprof.memory"),
                            inside("pprof.wire"),
                            inside("pprof.model"),
                            inside("pprof.stack")),
            "pprof.top",
                    List.of(
                            PPROF,
                            inside("pprof.memory"),
                            inside("pprof.wire"),
                            inside("pprof.model"),
                            inside("pprof.stack")));

    /** What was compiled, before the libraries were put beside it into the jar. */
    private static final JavaClasses OURS = new ClassFileImporter().importPath(Path.of("target", "classes"));

    private static final SliceAssignment TOP_LEVEL_CLASSES = new SliceAssignment() {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            JavaClass top = type;
            while (top.getEnclosingClass().isPresent()) {
                top = top.getEnclosingClass().get();
            }
            return OURS.contain(top.getName()) ? SliceIdentifier.of(top.getName()) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "classes with what is nested in them";
        }
    };

    @TestFactory
    Stream<DynamicTest> everyPackageUsesOnlyWhatItMay() {
        return Stream.of(ARROWS, ARROWS_IN_PPROF)
                .flatMap(arrows -> arrows.entrySet().stream())
                .sorted(Map.Entry.comparingByKey())
                .map(arrow -> DynamicTest.dynamicTest(
                        arrow.getKey(),
                        () -> classes()
                                .that(resideInAPackage(inside(arrow.getKey())))
                                .should(onlyDependOnClassesThat(notOurs()
                                        .or(resideInAPackage(inside(arrow.getKey())))
                                        .or(resideInAnyPackage(arrow.getValue().toArray(String[]::new)))))
                                .allowEmptyShould(isNotWrittenYet(arrow.getKey()))
                                .check(OURS)));
    }

    @TestFactory
    Stream<DynamicTest> everyPartUsesOnlyWhatItMay() {
        return PARTS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(part -> DynamicTest.dynamicTest(part.getKey(), () -> {
                    DescribedPredicate<JavaClass> itself = resideInAPackage(ROOT + "." + part.getKey());
                    String[] others = PARTS.keySet().stream()
                            .filter(p -> top(p).equals(top(part.getKey())))
                            .filter(p ->
                                    !p.equals(part.getKey()) && !part.getValue().contains(p))
                            .map(p -> ROOT + "." + p)
                            .toArray(String[]::new);
                    noClasses()
                            .that(itself)
                            .should()
                            .dependOnClassesThat(resideInAnyPackage(others))
                            .check(OURS);
                }));
    }

    private static String top(String part) {
        return part.replaceFirst("\\..*", "");
    }

    /** Else a new part would be free of all rules. */
    @Test
    void everyPartHasArrows() {
        assertThat(OURS.stream()
                        .map(type -> type.getPackageName().replace(ROOT + ".", ""))
                        .filter(name -> name.startsWith("gate") || name.startsWith("go")))
                .allMatch(PARTS::containsKey);
    }

    @Test
    void pipelineKnowsNoJUnit() {
        noClasses()
                .that(not(resideInAPackage(inside("junit"))).and(not(resideInAPackage(ROOT))))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.junit..", "org.opentest4j.."))
                .check(OURS);
    }

    @Test
    void rootUsesNothingOfOurs() {
        DescribedPredicate<JavaClass> itself = resideInAPackage(ROOT);
        DescribedPredicate<JavaClass> annotation = name(ROOT + ".NoLeak")
                .or(name(ROOT + ".GoService"))
                .or(name(ROOT + ".PprofEndpoint"))
                .forSubtype();
        // An annotation can only be tied to its extension by naming it.
        DescribedPredicate<JavaClass> extension =
                name(ROOT + ".junit.NoLeakExtension").forSubtype();

        classes()
                .that(itself.and(not(annotation)))
                .should(onlyDependOnClassesThat(notOurs().or(itself)))
                .check(OURS);
        classes()
                .that(annotation)
                .should(onlyDependOnClassesThat(notOurs().or(itself).or(extension)))
                .allowEmptyShould(!OURS.contain(ROOT + ".NoLeak"))
                .check(OURS);
    }

    /** Without it, a renamed package would slip out of every rule above. */
    @Test
    void everyClassStandsInPackageWithArrows() {
        String[] known = Stream.concat(
                        Stream.of(ROOT, inside("junit")),
                        ARROWS.keySet().stream().map(ArchitectureTests::inside))
                .toArray(String[]::new);
        classes().should().resideInAnyPackage(known).check(OURS);
    }

    @Test
    void everySubpackageOfPprofHasArrows() {
        Set<String> subpackages = OURS.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(PPROF + "."))
                .map(name -> name.substring(ROOT.length() + 1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(subpackages).isEqualTo(new TreeSet<>(ARROWS_IN_PPROF.keySet()));
    }

    /** A profile, its reader or a report is made of what is in subpackages, which know only plain values. */
    @Test
    void subpackagesOfPprofUseNothingThatIsMadeOfThem() {
        DescribedPredicate<JavaClass> madeOfThem = describe(
                "what is made of subpackages of pprof",
                type -> type.getPackageName().equals(PPROF)
                        && type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(use ->
                                        use.getTargetClass().getPackageName().startsWith(PPROF + ".")));

        classes()
                .that(name(PPROF + ".Profile").forSubtype())
                .should(be(madeOfThem))
                .check(OURS);
        noClasses()
                .that()
                .resideInAPackage(PPROF + ".*..")
                .should()
                .dependOnClassesThat(madeOfThem)
                .check(OURS);
    }

    @Test
    void pprofKnowsProtobufAndRe2Alone() {
        classes()
                .that()
                .resideInAPackage(inside("pprof"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        inside("pprof"),
                        "com.google.protobuf..",
                        "com.google.re2j..",
                        "java..",
                        "org.jspecify..",
                        "org.apiguardian..")
                .check(OURS);
    }

    @TestFactory
    Stream<DynamicTest> theMiddleReadsAndWritesNothingButStreams() {
        DescribedPredicate<JavaClass> outside = resideInAnyPackage("java.nio.file..", "java.net..", "org.junit..")
                .or(belongToAnyOf(
                        ProcessBuilder.class,
                        Process.class,
                        ProcessHandle.class,
                        java.io.File.class,
                        java.io.FileInputStream.class,
                        java.io.FileOutputStream.class,
                        java.io.FileReader.class,
                        java.io.FileWriter.class,
                        java.io.RandomAccessFile.class));
        // A command line is where files come in.
        DescribedPredicate<JavaClass> command = name(PPROF + ".Pprof").forSubtype();
        return Stream.of("pprof", "measure", "judge")
                .map(room -> DynamicTest.dynamicTest(
                        room,
                        () -> noClasses()
                                .that()
                                .resideInAPackage(inside(room))
                                .and(not(command))
                                .should()
                                .dependOnClassesThat(outside)
                                .allowEmptyShould(isNotWrittenYet(room))
                                .check(OURS)));
    }

    /** Two classes that need each other are one: whoever reads either has to read both. */
    @Test
    void noClassesNeedEachOther() {
        slices().assignedFrom(TOP_LEVEL_CLASSES)
                .should()
                .beFreeOfCycles()
                .ignoreDependency(
                        describe("a sealed type", type -> type.reflect().isSealed()),
                        describe("what it permits", ArchitectureTests::isPermitted))
                .ignoreDependency(
                        JavaClass.Predicates.ANNOTATIONS,
                        name(ROOT + ".junit.NoLeakExtension").forSubtype())
                .check(OURS);
    }

    private static boolean isPermitted(JavaClass type) {
        Class<?> found = type.reflect();
        return Stream.concat(Stream.ofNullable(found.getSuperclass()), Stream.of(found.getInterfaces()))
                .anyMatch(Class::isSealed);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> packages =
                OURS.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
        assertThat(packages)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(OURS.getPackage(name).isAnnotatedWith(NullMarked.class))
                        .as("%s has a package-info.java with @NullMarked", name)
                        .isTrue());
    }

    @Test
    void everyPublicTypeSaysItsStatus() {
        classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should()
                .beAnnotatedWith(API.class)
                .check(OURS);
    }

    @Test
    void nothingStaticCanChange() {
        fields().that().areStatic().should().beFinal().check(OURS);
    }

    private static List<String> rooms(String... names) {
        return Stream.concat(Stream.of(ROOT), Stream.of(names).map(ArchitectureTests::inside))
                .toList();
    }

    private static String inside(String name) {
        return ROOT + "." + name + "..";
    }

    private static DescribedPredicate<JavaClass> notOurs() {
        return not(resideInAPackage(ROOT + ".."));
    }

    /** An empty rule is an error, but for a package of which there is no class yet. */
    private static boolean isNotWrittenYet(String name) {
        return OURS.stream().noneMatch(resideInAPackage(inside(name)));
    }
}
