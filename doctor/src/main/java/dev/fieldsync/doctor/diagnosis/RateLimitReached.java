package dev.fieldsync.doctor.diagnosis;

import dev.fieldsync.doctor.symptom.CallSymptoms;
import dev.fieldsync.doctor.symptom.CampaignSymptoms;
import dev.fieldsync.doctor.symptom.Symptoms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that is allowed is made use of, by our own schedule or by the provider's refusals. */
final class RateLimitReached implements Rule {

  /** The shared schedule keeps 4 % below the limit. */
  private static final double USED = 0.85;

  private static final double REFUSED = 0.1;

  @Override
  public Optional<Diagnosis> examine(Symptoms symptoms) {
    CallSymptoms calls = symptoms.calls();
    CampaignSymptoms campaigns = symptoms.campaigns();
    if (calls == null || campaigns == null || calls.perSecond() <= 0) {
      return Optional.empty();
    }
    double allowed = allowed(calls, campaigns);
    boolean atLimit =
        allowed > 0 && calls.perSecond() >= USED * allowed && campaigns.ready() > allowed;
    boolean refused = calls.limitedPerSecond() >= REFUSED * calls.perSecond();
    return atLimit || refused
        ? Optional.of(diagnosis(calls, campaigns, allowed, refused))
        : Optional.empty();
  }

  private static double allowed(CallSymptoms calls, CampaignSymptoms campaigns) {
    double provider = calls.maxPerSecond() > 0 ? calls.maxPerSecond() : Double.MAX_VALUE;
    double own = campaigns.maxPerSecond() > 0 ? campaigns.maxPerSecond() : Double.MAX_VALUE;
    double allowed = Math.min(provider, own);
    return allowed == Double.MAX_VALUE ? 0 : allowed;
  }

  private static Diagnosis diagnosis(
      CallSymptoms calls, CampaignSymptoms campaigns, double allowed, boolean refused) {
    List<String> evidence = new ArrayList<>();
    evidence.add(Text.of("%s calls/s of %s", Text.number(calls.perSecond()), calls.provider()));
    if (refused) {
      evidence.add(
          Text.of("it refuses %s of them as too many", Text.number(calls.limitedPerSecond())));
    }
    evidence.add(Text.of("%d jobs are ready", campaigns.ready()));
    return new Diagnosis(
        Bottleneck.RATE_LIMIT,
        "The limit of " + calls.provider() + " is reached.",
        evidence,
        allowed > 0
            ? Text.of(
                "%s of %s allowed calls/s; %d ready jobs take %s at that rate",
                Text.number(calls.perSecond()),
                Text.number(allowed),
                campaigns.ready(),
                Text.seconds(campaigns.ready() / allowed))
            : "no limit is configured, the provider has one",
        refused
            ? "Set the provider's max-per-second to what it really allows, or ask it for more."
            : "Nothing is wrong. To be faster, raise the campaign's maxPerSecond or ask the"
                + " provider for more and raise its max-per-second.");
  }
}
