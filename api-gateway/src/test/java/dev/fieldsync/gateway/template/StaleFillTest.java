package dev.fieldsync.gateway.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.unit.DataSize;

/**
 * The classic bug: miss, load old, somebody writes and invalidates, the old value is kept for ever.
 */
class StaleFillTest {

  private static final UUID ID = UUID.randomUUID();
  private static final String ORGANIZATION = "acme";

  private final Queue<Runnable> duringLoad = new ArrayDeque<>();
  private TemplateBody stored = body(1);

  private final Templates templates =
      new Templates(
          new TemplateTable(new JdbcTemplate()) {
            @Override
            Optional<TemplateBody> find(UUID id) {
              TemplateBody read = stored;
              Runnable meanwhile = duringLoad.poll();
              if (meanwhile != null) {
                meanwhile.run();
              }
              return Optional.of(read);
            }
          },
          new TemplateCacheProperties(DataSize.ofMegabytes(1), 10));

  @Test
  void aLoadThatReadTheRowBeforeAnAcknowledgedWriteIsNotKept() {
    duringLoad.add(
        () -> {
          stored = body(2);
          templates.atLeast(ID, 2);
        });

    assertThat(version()).as("began before the write").isEqualTo("1-00000000");
    assertThat(version()).as("began after it").isEqualTo("2-00000000");
    assertThat(templates.find(ID, ORGANIZATION)).get().matches(Templates.Read::hit);
  }

  @Test
  void anOldEventDoesNotThrowOutANewerTemplate() {
    stored = body(5);
    version();

    templates.atLeast(ID, 4);

    assertThat(templates.find(ID, ORGANIZATION)).get().matches(Templates.Read::hit);
  }

  @Test
  void aFailedLoadIsNotKept() {
    duringLoad.add(
        () -> {
          throw new IllegalStateException("The database is away");
        });

    assertThat(catchThrowable(this::version)).isInstanceOf(IllegalStateException.class);
    assertThat(version()).isEqualTo("1-00000000");
  }

  private String version() {
    return templates.find(ID, ORGANIZATION).orElseThrow().body().version();
  }

  private static TemplateBody body(int number) {
    return new TemplateBody(ID, ORGANIZATION, number + "-00000000", new byte[] {'{', '}'});
  }
}
