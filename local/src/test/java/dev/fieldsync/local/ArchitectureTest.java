package dev.fieldsync.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows that are allowed between modules and packages. */
@AnalyzeClasses(packages = "dev.fieldsync", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule modules_depend_on_shared_and_only_local_depends_on_services =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("dev.fieldsync..")
          .layer("shared")
          .definedBy("dev.fieldsync.shared..")
          .layer("cache-sync")
          .definedBy("dev.fieldsync.cachesync..")
          .layer("api-gateway")
          .definedBy("dev.fieldsync.gateway..")
          .layer("update-worker")
          .definedBy("dev.fieldsync.updateworker..")
          .layer("field-processor")
          .definedBy("dev.fieldsync.fieldprocessor..")
          .layer("campaigns")
          .definedBy("dev.fieldsync.campaigns..")
          .layer("doctor")
          .definedBy("dev.fieldsync.doctor..")
          .layer("campaign-worker")
          .definedBy("dev.fieldsync.campaignworker..")
          .layer("simulators")
          .definedBy("dev.fieldsync.simulators..")
          .layer("task-agent")
          .definedBy("dev.fieldsync.taskagent..")
          .layer("local")
          .definedBy("dev.fieldsync.local..")
          .whereLayer("local")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("cache-sync")
          .mayNotAccessAnyLayer()
          .whereLayer("cache-sync")
          .mayOnlyBeAccessedByLayers("api-gateway")
          .whereLayer("api-gateway")
          .mayOnlyBeAccessedByLayers("local")
          .whereLayer("campaigns")
          .mayOnlyBeAccessedByLayers("api-gateway", "campaign-worker", "local")
          .whereLayer("campaigns")
          .mayOnlyAccessLayers("shared")
          .whereLayer("doctor")
          .mayOnlyBeAccessedByLayers("api-gateway")
          .whereLayer("doctor")
          .mayOnlyAccessLayers("shared")
          .whereLayer("campaign-worker")
          .mayOnlyBeAccessedByLayers("local")
          .whereLayer("simulators")
          .mayOnlyBeAccessedByLayers("local")
          .whereLayer("simulators")
          .mayNotAccessAnyLayer()
          .whereLayer("field-processor")
          .mayOnlyBeAccessedByLayers("local")
          .whereLayer("update-worker")
          .mayOnlyBeAccessedByLayers("local")
          .whereLayer("task-agent")
          .mayNotAccessAnyLayer()
          .whereLayer("task-agent")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("shared")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule shared_knows_no_framework_but_at_the_start =
      noClasses()
          .that()
          .resideInAPackage("dev.fieldsync.shared..")
          .and()
          .resideOutsideOfPackage("dev.fieldsync.shared.startup..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "jakarta..");

  @ArchTest
  static final ArchRule template_and_merge_rules_in_shared_are_pure =
      noClasses()
          .that()
          .resideInAnyPackage("dev.fieldsync.shared.template..", "dev.fieldsync.shared.merge..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "java.io..", "java.net..", "org.apache.kafka..");

  @ArchTest
  static final ArchRule what_is_derived_follows_from_the_document_alone =
      noClasses()
          .that()
          .resideInAPackage("dev.fieldsync.fieldprocessor.derivation..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..",
              "java.io..",
              "java.net..",
              "org.apache.kafka..",
              "org.springframework..");

  @ArchTest
  static final ArchRule where_a_job_goes_follows_from_its_workflow_alone =
      noClasses()
          .that()
          .resideInAPackage("dev.fieldsync.campaigns.workflow..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..",
              "java.io..",
              "java.net..",
              "org.apache.kafka..",
              "org.springframework..");

  @ArchTest
  static final ArchRule a_diagnosis_follows_from_the_symptoms_alone =
      noClasses()
          .that()
          .resideInAnyPackage("dev.fieldsync.doctor.diagnosis..", "dev.fieldsync.doctor.symptom..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "java.io..", "java.net..", "org.apache.kafka..");

  @ArchTest
  static final ArchRule packages_of_a_service_form_no_cycles =
      slices().matching("dev.fieldsync.(*).(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packages_follow_the_feature_never_the_layer =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..controller..", "..service..", "..repository..", "..dto..", "..util..");
}
