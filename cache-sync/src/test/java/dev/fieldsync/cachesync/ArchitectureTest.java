package dev.fieldsync.cachesync;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows that are allowed between the library's packages. */
@AnalyzeClasses(packages = "dev.fieldsync.cachesync", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule the_core_has_no_threads_no_clock_and_no_network =
      noClasses()
          .that()
          .resideInAnyPackage("..version..", "..merkle..", "..replica..", "..engine..", "..wire..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.(net|nio\\.channels)\\..*|java\\.lang\\.Thread|java\\.time\\.Clock"
                  + "|java\\.util\\.concurrent\\..*Execut.*");

  @ArchTest
  static final ArchRule each_optional_library_is_needed_by_one_package =
      noClasses()
          .that()
          .resideOutsideOfPackages("..transport.kafka..", "..transport.jgroups..", "..adapter..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..", "org.jgroups..", "com.github.benmanes..", "javax.cache..");

  @ArchTest
  static final ArchRule nothing_of_an_application_framework =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "jakarta..");

  @ArchTest
  static final ArchRule packages_form_no_cycles =
      slices().matching("dev.fieldsync.cachesync.(*)..").should().beFreeOfCycles();
}
