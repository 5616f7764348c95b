package dev.fieldsync.scenarios.bench.jobs;

import dev.fieldsync.scenarios.bench.jobs.peer.PeerLink;
import dev.fieldsync.scenarios.bench.setup.Processes;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A peer in processes of its own, which do what they are told and count what they execute. */
final class Peer implements Side {

  private final SideName name;
  private final Set<String> processes = new HashSet<>(Set.of(Processes.POSTGRES));
  private final Database database;
  private final String countUnfinished;
  private final List<PeerLink> links;
  private int jobs;

  /**
   * Takes a peer whose processes run.
   *
   * @param processNames as the meter calls them
   * @param countUnfinished a query that counts what its database has left to do
   */
  Peer(
      SideName name,
      Set<String> processNames,
      Database database,
      String countUnfinished,
      List<PeerLink> links) {
    this.name = name;
    this.processes.addAll(processNames);
    this.database = database;
    this.countUnfinished = countUnfinished;
    this.links = List.copyOf(links);
  }

  @Override
  public SideName name() {
    return name;
  }

  @Override
  public Set<String> processes() {
    return processes;
  }

  @Override
  public void prepare(int number) {
    jobs = number;
    links.forEach(link -> link.ask("begin " + number));
  }

  @Override
  public void create() {
    links.get(0).ask("create " + jobs);
  }

  @Override
  public void start() {
    links.forEach(link -> link.ask("start"));
  }

  @Override
  public boolean hasBegun() {
    return executed() > 0;
  }

  @Override
  public long unfinished() {
    long executed = executed();
    return executed < jobs ? jobs - executed : database.number(countUnfinished);
  }

  private long executed() {
    return links.stream().mapToLong(link -> Long.parseLong(link.ask("count"))).sum();
  }

  @Override
  public void stop() {
    links.forEach(link -> link.ask("stop"));
  }

  /** Those that nobody has executed, and every execution too many. */
  @Override
  public long notOnce() {
    BitSet executed = new BitSet(jobs);
    long total = 0;
    for (PeerLink link : links) {
      String[] answer = link.ask("executions").split(" ", -1);
      total += Long.parseLong(answer[0]);
      executed.or(BitSet.valueOf(Base64.getDecoder().decode(answer[1])));
    }
    long once = executed.cardinality();
    return (jobs - once) + (total - once);
  }

  @Override
  public void tidy() {
    database.requireDurability();
    database.tidy();
  }

  @Override
  public void close() {
    links.forEach(PeerLink::close);
    database.close();
  }
}
