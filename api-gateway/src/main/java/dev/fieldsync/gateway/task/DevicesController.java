package dev.fieldsync.gateway.task;

import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.shared.task.TaskOwner;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The devices of one person, for that person. */
@RestController
class DevicesController {

  private static final int MAX_DEVICES = 100;

  private final DeviceTable devices;

  DevicesController(DeviceTable devices) {
    this.devices = devices;
  }

  record Devices(List<DeviceTable.Device> items) {}

  @GetMapping("/api/sync/devices")
  Devices devices(@AuthenticationPrincipal Caller caller) {
    return new Devices(
        devices.of(new TaskOwner(caller.organizationId(), caller.actor()), MAX_DEVICES));
  }
}
