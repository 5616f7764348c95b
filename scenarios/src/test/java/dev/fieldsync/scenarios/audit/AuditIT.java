package dev.fieldsync.scenarios.audit;

import static dev.fieldsync.scenarios.audit.AuditedSystem.name;
import static dev.fieldsync.scenarios.audit.AuditedSystem.rename;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.scenarios.figures.Goal;
import dev.fieldsync.scenarios.scenario.Findings;
import dev.fieldsync.shared.update.UpdateRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each test hides one fault among what is right; the audit must find that one and no other. */
class AuditIT {

  private static final String EMPTY =
      "{\"name\": \"A\", \"sections\": [], \"field_definitions\": {}}";

  private final UUID template = UUID.randomUUID();
  private final UpdateRequest first = rename(template, "B");
  private final UpdateRequest second = rename(template, "C");
  private AuditedSystem system;

  @BeforeEach
  void create() throws Exception {
    system = AuditedSystem.create();
  }

  @AfterEach
  void close() throws Exception {
    system.close();
  }

  @Test
  void aSystemThatLostNothingPasses() throws Exception {
    twoVersions();
    system.accept(first, second);

    Findings findings = system.audit();

    assertThat(findings.passed()).isTrue();
    assertThat(findings.figures())
        .containsEntry("update requests", 2L)
        .containsEntry("versions", 2L)
        .containsEntry("documents compared with their folded history", 1L);
  }

  @Test
  void anAcceptedRequestWithoutAnOutcomeIsFound() throws Exception {
    twoVersions();
    UpdateRequest lost =
        new UpdateRequest(
            2,
            UUID.randomUUID(),
            template,
            "demo",
            "a",
            first.operation(),
            first.patch(),
            null,
            null,
            first.digest(),
            java.time.Instant.parse("2026-02-01T00:00:00Z"));
    system.accept(first, second, lost);

    assertThat(missed()).containsExactly(Fault.NO_OUTCOME.text());
    assertThat(system.audit().figures().get(Fault.NO_OUTCOME.text()))
        .asString()
        .contains(lost.updateId().toString(), "template-updates-0@2");
  }

  @Test
  void anOutcomeWhoseRequestHasLeftTheLogIsNoFault() throws Exception {
    twoVersions();
    system.accept(first);

    assertThat(system.audit().passed()).isTrue();
  }

  @Test
  void aVersionThatDoesNotFollowTheOneBeforeIsFound() throws Exception {
    system.version(first, 1, null, EMPTY);
    system.version(second, 3, name(2), null);
    system.template(template, "C", name(3));

    assertThat(missed()).containsExactly(Fault.BROKEN_CHAIN.text());
  }

  @Test
  void aDocumentThatIsNotWhatItsHistorySaysIsFound() throws Exception {
    system.version(first, 1, null, EMPTY);
    system.version(second, 2, name(1), null);
    system.template(template, "something else", name(2));

    assertThat(missed()).containsExactly(Fault.OTHER_DOCUMENT.text());
    assertThat(system.audit().figures().get(Fault.OTHER_DOCUMENT.text()))
        .asString()
        .contains("/name");
  }

  @Test
  void aTemplateThatIsGoneIsFound() throws Exception {
    system.version(first, 1, null, EMPTY);

    assertThat(missed()).containsExactly(Fault.TEMPLATE_GONE.text());
  }

  @Test
  void anUnreadableRequestThatIsNoDeadLetterIsFound() throws Exception {
    system.append(
        system.topics().templateUpdates(), "k", "no JSON".getBytes(StandardCharsets.UTF_8));

    assertThat(missed()).containsExactly(Fault.UNREADABLE_LOST.text());
  }

  @Test
  void aJobAtNoPlaceIsFoundAndSoIsACounterThatDiffers() throws Exception {
    UUID campaign = runningCampaign();
    system.execute(
        """
        insert into fieldsync.campaign_job (id, campaign_id, address, step)
        values (1, '%1$s', 'a@example.com', 'send_email'), (2, '%1$s', 'b@example.com', 'send_email');
        insert into fieldsync.campaign_queue (campaign_id, jobs) values ('%1$s', '{1}');
        insert into fieldsync.campaign_count_change (campaign_id, step, state, jobs)
        values ('%1$s', 'send_email', 'ready', 3)
        """
            .formatted(campaign));

    assertThat(missed()).containsExactly(Fault.JOB_MISPLACED.text(), Fault.MISCOUNTED.text());
  }

  @Test
  void aJobThatIsDoneTwiceIsFoundAndSoIsOneThatIsQueuedThough() throws Exception {
    UUID campaign = runningCampaign();
    system.execute(
        """
        insert into fieldsync.campaign_job (id, campaign_id, address, step)
        values (11, '%1$s', 'a@example.com', 'act'), (12, '%1$s', 'b@example.com', 'act');
        insert into fieldsync.campaign_queue (campaign_id, jobs) values ('%1$s', '{12}');
        insert into fieldsync.campaign_result (id, campaign_id, step, outcome, token)
        values (-1, '%1$s', 'act', 'taken', 1), (-2, '%1$s', 'act', 'taken', 2);
        insert into fieldsync.campaign_done (campaign_id, result_id, step, token, jobs)
        values ('%1$s', -1, 'end', 1, '{[11,13)}'), ('%1$s', -2, 'end', 2, '{[11,12)}');
        insert into fieldsync.campaign_count_change (campaign_id, step, state, jobs)
        values ('%1$s', 'end', 'done', 2)
        """
            .formatted(campaign));

    assertThat(missed()).containsExactly(Fault.JOB_MISPLACED.text(), Fault.MISCOUNTED.text());
  }

  private UUID runningCampaign() throws Exception {
    UUID campaign = UUID.randomUUID();
    system.execute(
        """
        insert into fieldsync.campaign
               (id, organization_id, name, status, starts_at, workflow, content, created_by, status_by)
        values ('%s', 'demo', 'n', 'running', now(), '{}', '{}', 'a', 'a')
        """
            .formatted(campaign));
    return campaign;
  }

  private void twoVersions() throws Exception {
    system.version(first, 1, null, EMPTY);
    system.version(second, 2, name(1), null);
    system.template(template, "C", name(2));
  }

  private List<String> missed() {
    return system.audit().goals().stream().filter(goal -> !goal.met()).map(Goal::text).toList();
  }
}
