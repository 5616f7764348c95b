package dev.fieldsync.gateway.cache;

import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Answers other gateways' probes, on a thread of its own since it reads the database. When too many
 * wait, the oldest go: who sent them has given up by then.
 */
@Component
class ProbeAnswers implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(ProbeAnswers.class);
  private static final int MAX_WAITING = 64;

  private final NodeProperties self;
  private final CacheHoldings holdings;
  private final CacheTopic topic;
  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MAX_WAITING),
          task -> new Thread(task, "probe-answers"),
          new ThreadPoolExecutor.DiscardOldestPolicy());

  ProbeAnswers(NodeProperties self, CacheHoldings holdings, CacheTopic topic) {
    this.self = self;
    this.holdings = holdings;
    this.topic = topic;
    topic.onProbe(probe -> executor.execute(() -> answer(probe)));
  }

  private void answer(CacheMessage probe) {
    UUID probeId = probe.probeId();
    if (probeId == null) {
      return;
    }
    try {
      topic.send(CacheMessage.answer(self.node(), probeId, holdings.of(probe.templateIds())));
    } catch (RuntimeException e) {
      log.atWarn()
          .setCause(e)
          .addKeyValue("probeId", probeId)
          .log("A probe cannot be answered; this gateway is shown as unknown");
    }
  }

  @Override
  public void destroy() {
    executor.shutdownNow();
  }
}
