package dev.fieldsync.scenarios.doctor;

import dev.fieldsync.doctor.diagnosis.Diagnosis;
import dev.fieldsync.doctor.observe.Examination;
import dev.fieldsync.doctor.symptom.Symptoms;
import dev.fieldsync.scenarios.process.ScenarioFailure;
import dev.fieldsync.scenarios.system.ConnectionOptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code doctor}: looks at a running system, and ends with status 1 when something holds it up. */
@Command(
    name = "doctor",
    description =
        "Looks at a running system for a few seconds and names what holds it up, with the evidence"
            + " and the arithmetic. Read-only.",
    mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {

  private static final int ILL = 1;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final ConnectionOptions connections = new ConnectionOptions();

  @Option(
      names = "--seconds",
      defaultValue = "8",
      description = "For how long to look (default ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(names = "--json", description = "Print all that was seen as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    spec.commandLine().getErr().println("Looking for " + seconds + " s ...");
    Examination found = Look.at(connections.connections(), Duration.ofSeconds(seconds));
    requireSight(found);
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? toJson(found) : text(found));
    return found.diagnoses().isEmpty() ? 0 : ILL;
  }

  private static void requireSight(Examination found) {
    Symptoms symptoms = found.symptoms();
    if (symptoms.database() == null && symptoms.queue() == null && symptoms.processes().isEmpty()) {
      throw new ScenarioFailure(
          "The doctor sees nothing: "
              + String.join("; ", symptoms.unseen())
              + ". Name the servers with --jdbc-url and --bootstrap-servers.");
    }
  }

  private static String toJson(Examination found) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("diagnoses", found.diagnoses());
    all.put("symptoms", found.symptoms());
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValueAsString(all);
  }

  /** Returns what was found as people read it. */
  static String text(Examination found) {
    StringBuilder text = new StringBuilder();
    List<Diagnosis> diagnoses = found.diagnoses();
    if (diagnoses.isEmpty()) {
      text.append("Nothing that can be seen holds the system up.%n".formatted());
    }
    for (Diagnosis each : diagnoses) {
      text.append("%s: %s%n".formatted(each.bottleneck().code(), each.summary()));
      each.evidence().forEach(line -> text.append("  seen   %s%n".formatted(line)));
      text.append("  sum    %s%n".formatted(each.arithmetic()));
      text.append("  do     %s%n".formatted(each.advice()));
    }
    found.symptoms().unseen().forEach(each -> text.append("Not seen: %s%n".formatted(each)));
    return text.toString();
  }
}
