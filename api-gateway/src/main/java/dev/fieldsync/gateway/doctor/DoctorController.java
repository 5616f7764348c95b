package dev.fieldsync.gateway.doctor;

import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.gateway.problem.ProblemException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/doctor}. Shows queries and templates of all organizations: for operators only.
 */
@RestController
class DoctorController {

  private final Checkups checkups;

  DoctorController(Checkups checkups) {
    this.checkups = checkups;
  }

  @GetMapping("/api/doctor")
  Checkup checkup(@AuthenticationPrincipal Caller caller) throws InterruptedException {
    if (!caller.operator()) {
      throw ProblemException.of(
          HttpStatus.FORBIDDEN,
          "Forbidden",
          "What the doctor sees is of all organizations; only the role operator may see it.");
    }
    Checkup found = checkups.current();
    if (found == null) {
      throw ProblemException.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          "DoctorBusy",
          "The doctor is looking at the system for others. Ask again in a few seconds.");
    }
    return found;
  }
}
