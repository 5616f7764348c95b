package dev.fieldsync.scenarios.bench.traffic;

import picocli.CommandLine.Option;

/** The options for the load. */
public final class TrafficOptions {

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "Seconds of each measurement (default ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "3",
      description = "Seconds of the same load before each measurement (default ${DEFAULT-VALUE}).")
  private int warmUpSeconds;

  @Option(
      names = "--first-warm-up",
      defaultValue = "300",
      description =
          "Seconds of each load on each service before the first round, at the most; it ends sooner"
              + " when the rate grows no more and Java's compilers are idle (default"
              + " ${DEFAULT-VALUE}).")
  private int firstWarmUpSeconds;

  @Option(
      names = "--clients",
      defaultValue = "64",
      description = "Clients, each with a connection of its own (default ${DEFAULT-VALUE}).")
  private int clients;

  @Option(
      names = "--templates",
      defaultValue = "1000",
      description = "Templates among which lots are drawn (default ${DEFAULT-VALUE}).")
  private int templates;

  @Option(
      names = "--document-bytes",
      defaultValue = "6000",
      description = "Size of a template's JSON, about (default ${DEFAULT-VALUE}).")
  private int documentBytes;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of the lots that the clients draw (default ${DEFAULT-VALUE}).")
  private long seed;

  /** Returns how long each measurement is. */
  public int seconds() {
    return seconds;
  }

  /** Returns how many seconds of the same load come before each measurement. */
  public int warmUpSeconds() {
    return warmUpSeconds;
  }

  /** Returns how many seconds of load come before the first round, at the most. */
  public int firstWarmUpSeconds() {
    return firstWarmUpSeconds;
  }

  /** Returns how many connections there are. */
  public int clients() {
    return clients;
  }

  /** Returns among how many templates lots are drawn. */
  public int templates() {
    return templates;
  }

  /** Returns about how large a template's JSON is. */
  public int documentBytes() {
    return documentBytes;
  }

  /** Returns the seed of the lots. */
  public long seed() {
    return seed;
  }
}
