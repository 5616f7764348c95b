package dev.fieldsync.campaignworker.provider;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the clients of providers may know. */
@AnalyzeClasses(
    packages = "dev.fieldsync.campaignworker.provider",
    importOptions = DoNotIncludeTests.class)
class ProviderArchitectureTest {

  @ArchTest
  static final ArchRule clients_know_no_framework_no_database_and_no_simulator =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework..",
              "java.sql..",
              "org.apache.kafka..",
              "dev.fieldsync.simulators..");

  @ArchTest
  static final ArchRule providers_know_nothing_of_each_other =
      slices()
          .matching("dev.fieldsync.campaignworker.provider.(*)..")
          .should()
          .notDependOnEachOther();
}
