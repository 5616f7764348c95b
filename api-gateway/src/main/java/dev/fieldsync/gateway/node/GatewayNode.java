package dev.fieldsync.gateway.node;

import dev.fieldsync.shared.node.NodeName;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The name of this gateway, {@code fieldsync.gateway.node}. Immutable. */
@Component
public class GatewayNode {

  private final NodeName name;

  GatewayNode(@Value("${fieldsync.gateway.node:}") String configured) {
    name = NodeName.of(configured, "gateway");
  }

  /** Returns the name, never blank. */
  public String name() {
    return name.value();
  }
}
