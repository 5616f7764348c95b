package dev.fieldsync.cachesync.transport.jgroups;

import java.net.InetSocketAddress;
import java.util.List;
import org.jgroups.JChannel;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.FD_SOCK2;
import org.jgroups.protocols.FRAG2;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.MFC;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.UFC;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;

/** Protocol stacks for those who bring none: JGroups' own for TCP, with shorter times. */
final class Stacks {

  private static final long SUSPECT_MS = 8_000;
  private static final long HEARTBEAT_MS = 2_000;
  private static final long JOIN_MS = 1_000;
  private static final long MIN_MERGE_MS = 2_000;
  private static final long MAX_MERGE_MS = 8_000;

  private Stacks() {}

  static JChannel tcp(InetSocketAddress bind, List<InetSocketAddress> hosts) {
    try {
      return new JChannel(
          transport(bind),
          new TCPPING().setInitialHosts(hosts).setPortRange(0),
          new MERGE3().setMinInterval(MIN_MERGE_MS).setMaxInterval(MAX_MERGE_MS),
          new FD_SOCK2(),
          new FD_ALL3().setTimeout(SUSPECT_MS).setInterval(HEARTBEAT_MS),
          new VERIFY_SUSPECT2(),
          new NAKACK2().useMcastXmit(false),
          new UNICAST3(),
          new STABLE(),
          new GMS().printLocalAddress(false).setJoinTimeout(JOIN_MS),
          new UFC(),
          new MFC(),
          new FRAG2());
    } catch (Exception e) {
      throw new IllegalArgumentException("JGroups does not take these addresses", e);
    }
  }

  /**
   * Messages are bundled before; a kernel that waits for more of them adds 40 ms to one in fifty.
   */
  private static TCP transport(InetSocketAddress bind) {
    TCP transport = new TCP();
    transport.setBindAddress(bind.getAddress()).setBindPort(bind.getPort());
    transport.tcpNodelay(true);
    return transport;
  }
}
